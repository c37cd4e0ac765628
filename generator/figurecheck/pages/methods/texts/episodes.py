"""The method page on corrections and what other assets did in them."""

from figurecheck.pages.methods import references as works
from figurecheck.pages.methods.model import Family, Formula, Parameter, Symbol

FAMILY = Family(
    id="episodes",
    title="Corrections and what others did in them",
    lead="When Bitcoin fell, what the other assets did meanwhile, and what they do in as much time as a rule.",
    modules=("episodes", "placebo", "episode_excess", "beta_drift"),
    axes=("episodes", "timing"),
    computed=(
        "The filter of Lunde and Timmermann cuts a price path into rises and falls: a fall begins at a peak once the "
        "price is a set share below it, and ends at a trough once it is a set share above that.",
        "A fall in which the data begin is a correction only once it has crossed the threshold after their first day.",
        "It and the last phase are censored: nobody knows where they truly began or will end.",
        "A second rule scales the thresholds with the volatility of the year before, so that it asks more of a wilder "
        "asset.",
        "Peaks and troughs are known only afterwards. That is hindsight, and every table says so.",
        "The version that could be known counts from the day on which the fall crossed its threshold.",
        "The return of another asset inside the episodes is compared with that over equally long times.",
        "For that, the whole set of episodes is moved through the calendar by every number of sessions, the end joined "
        "to the start. Lengths and distances stay; no random draw and no seed is involved.",
        "Equally long times hold corrections as well, and the episodes' own place.",
        "Beside that excess stands a second one, over windows as long that touch no correction, at their own place in "
        "the calendar. They are chosen by hindsight, and the long ones among them are the great rises of the source. "
        "Such windows cannot be moved together: it describes, has no interval, and no "
        "verdict rests on it.",
        "A single return has its place among the same: all windows of as many sessions. It is told in windows that fit "
        "side by side, because overlapping ones repeat each other.",
        "The first interval of the excess inverts that placebo test: it holds the shifts that it would not reject.",
        "The excess has no effective number of its own: the shifts keep whatever link the episodes have. They are "
        "counted, and how many as long as the longest fit side by side.",
        "The second takes every episode as one observation and uses Student's t.",
        "A return inside an episode is also split in two: what the asset's slope before the episode would have made of "
        "Bitcoin's move, and the rest. The rest holds the whole market and everything else.",
    ),
    formulas=(
        Formula(
            r"P_{t} \le (1 - d) \max_{s \le t} P_{s}, \qquad P_{t} \ge (1 + u) \min_{s \le t} P_{s}",
            "When a fall, and when a rise, is confirmed; the extremes run from the last turn on.",
        ),
        Formula(
            r"d_{t} = 1 - e^{-k s_{t}}, \qquad u_{t} = e^{k s_{t}} - 1",
            "Thresholds that widen with volatility.",
        ),
        Formula(
            r"\bar{R} - \frac{1}{n} \sum_{\tau=0}^{n-1} \bar{R}_{\tau}",
            "Excess: the mean return in the episodes less its mean over all shifts of the calendar.",
        ),
        Formula(
            r"\frac{1}{m} \sum_{i=1}^{m} "
            r"\left( R_{i} - \frac{1}{\left| W_{i} \right|} \sum_{w \in W_{i}} R_{w} \right)",
            "The same against windows outside: each return less the mean over the windows as long that touch no "
            "correction, for the episodes that have any.",
        ),
        Formula(
            r"1 + R = \left( 1 + B \right)^{\beta} \left( 1 + D \right)",
            "A return as what the slope implies, times the rest.",
        ),
    ),
    symbols=(
        Symbol(r"d, u", "thresholds of a fall and of a rise"),
        Symbol(r"s_{t}", "standard deviation of daily log returns over the window before day t"),
        Symbol(r"k", "how many of these deviations make a threshold"),
        Symbol(r"\bar{R}_{\tau}", "mean return when all episodes are moved by as many sessions"),
        Symbol(r"W_{i}", "windows of as many sessions as episode i that touch no episode"),
        Symbol(r"m", "episodes that have such windows"),
        Symbol(r"B, D", "Bitcoin's return over the episode, and the rest of the return"),
        Symbol(r"\beta", "slope of log returns on Bitcoin's, learnt before the episode"),
    ),
    parameters=(
        Parameter("episodes.BEAR", "fall and rise of the filter, as a share"),
        Parameter("episodes.volatility_scaled_thresholds.deviations", "deviations of the scaled thresholds"),
        Parameter("episodes.volatility_scaled_thresholds.window", "returns behind the scaled thresholds"),
        Parameter("placebo.OLDEST_CLOSE", "days that a close at the edge of an episode may be old"),
        Parameter("episode_excess.MINIMUM_EPISODES", "fewest episodes for an interval"),
        Parameter("placebo.placebo_shifts.level", "share of placebo values between the limits"),
        Parameter("placebo.placebo_before.years", "years before a single event that serve as its placebo"),
    ),
    assumptions=(
        "For the placebo: under no link, any place in the calendar is as good as another.",
        "For Student's t: episodes are independent of each other.",
    ),
    breaks=(
        "Shifted episodes may fall on true ones, which makes the placebo comparison conservative.",
        "A window over the joined ends never happened; for long episodes such windows are a noticeable share.",
        "There are few long episodes. The number printed beside a placebo says how many fit side by side.",
        "Thresholds matter: 15/15, 30/30 and 20/15 (a rise of 20 % ends a fall of 15 %) stand beside 20/20.",
        "An asset that rises most of the time rises in corrections too; only the excess says more.",
    ),
    references=(works.LUNDE_TIMMERMANN, works.ROSENBAUM),
    printed=("number of episodes", "episodes left out", "effective number", "number of placebos"),
)
