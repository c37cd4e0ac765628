// Audits pages with Lighthouse as on a phone: node audit.mjs ADDRESS PATH... ; fails below the marks of LOWEST.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const LOWEST = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const RUNS = 3; // A run that the machine disturbed counts less: of each mark the best of up to three runs is taken.

const [address, ...paths] = process.argv.slice(2);
const chrome = await launch({
  chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"],
});

async function audited(path) {
  const { lhr } = await lighthouse(new URL(path, address).href, {
    port: chrome.port,
    onlyCategories: Object.keys(LOWEST),
    logLevel: "silent",
  });
  if (lhr.runtimeError) throw new Error(`${path}: ${lhr.runtimeError.message}`);
  return lhr;
}

function failing(lhr, name) {
  return lhr.categories[name].auditRefs
    .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1)
    .map(({ id }) => `${id}${lhr.audits[id].displayValue ? ` (${lhr.audits[id].displayValue})` : ""}`);
}

let failed = 0;
for (const path of paths) {
  const best = {};
  const reasons = {};
  for (let run = 0; run < RUNS && Object.keys(LOWEST).some((name) => !(best[name] >= LOWEST[name])); run += 1) {
    const lhr = await audited(path);
    for (const name of Object.keys(LOWEST)) {
      const mark = Math.round(lhr.categories[name].score * 100);
      if (!(best[name] >= mark)) [best[name], reasons[name]] = [mark, failing(lhr, name)];
    }
  }
  console.log(`${Object.values(best).join(" ")} /${path}`);
  for (const [name, lowest] of Object.entries(LOWEST)) {
    if (best[name] >= lowest) continue;
    failed += 1;
    console.log(`  ${name} ${best[name]}, at least ${lowest} is owed: ${reasons[name].join("; ")}`);
  }
}
await chrome.kill();
process.exit(failed ? 1 : 0);
