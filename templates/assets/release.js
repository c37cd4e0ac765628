/* A permalink names a data release; where the page shows a later one, it says so. Without scripts nothing is lost. */
(function () {
  "use strict";
  var shown = document.querySelector("[data-release]");
  var asked = new URLSearchParams(location.search).get("release");
  if (!shown || !asked || !/^\d{4}-\d{2}-\d{2}-[0-9a-f]{8}$/.test(asked) || asked === shown.dataset.release) return;
  var notice = document.createElement("p");
  notice.className = "fc-other-release";
  notice.setAttribute("role", "status");
  notice.append("The link that brought you here cites the data release " + asked + ". This page shows the release " +
    shown.dataset.release + "; its verdict may be another. ");
  [["#history", "What has changed since"], ["../../reuse/#older", "How to recompute the older one"]].forEach(function (one) {
    var link = document.createElement("a");
    if (one[0].charAt(0) === "#" && !document.querySelector(one[0])) return;
    link.href = one[0];
    link.textContent = one[1];
    notice.append(link, ". ");
  });
  document.querySelector("h1").after(notice);
})();

/* Where the site does not know its own address the browser does: it completes the permalink and the citation. */
(function () {
  "use strict";
  var link = document.querySelector("a.fc-permalink");
  if (!link) return;
  var whole = new URL(link.getAttribute("href"), location.href.split("#")[0]).href;
  var cited = document.querySelector(".fc-cite");
  if (link.hasAttribute("data-relative") && cited) cited.textContent = cited.textContent.replace(/\S+\/\s*$/, whole);
  if (!navigator.clipboard) return;
  var button = document.createElement("button");
  var said = document.createElement("span");
  button.type = "button";
  button.className = "md-button fc-copy-permalink";
  button.textContent = "Copy the address";
  said.setAttribute("role", "status");
  button.addEventListener("click", function () {
    navigator.clipboard.writeText(whole).then(
      function () { said.textContent = " Copied."; },
      function () { said.textContent = " " + whole; }
    );
  });
  link.after(" ", button, said);
})();
