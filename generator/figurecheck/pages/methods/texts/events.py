"""The method page on events and the Federal Reserve."""

from figurecheck.pages.methods import references as works
from figurecheck.pages.methods.model import Family, Formula, Parameter, Symbol

FAMILY = Family(
    id="events",
    title="Events and the Federal Reserve",
    lead="What happened around a decision, and how often ordinary days did as much.",
    modules=("events", "abnormal_mean", "policy"),
    computed=(
        "The raw return comes first, on several windows around the event: an abnormal return would take out the very "
        "lift that is claimed.",
        "The event's session is the first whose close comes after it.",
        "Beside it stands the abnormal return: less its own mean, or less what the market explains, both learnt on a "
        "window well before the event. Its error is that of a forecast.",
        "An abnormal return has no effective number: its error is that of a forecast, from the sessions that it was "
        "learnt on. Those and the events, which share no day, are counted.",
        "For several events, their mean is compared with as many ordinary days of the same weekday and year, none of "
        "them near any decision of the Federal Reserve.",
        "The mean abnormal return of several events has two intervals: one from the forecast errors of the events, one "
        "from the spread between them.",
        "For a single event, its return is ranked among all windows of the same length in the years before.",
        "These stand beside the verdicts on the rate decisions, which rest on raw returns.",
        "Rate decisions are counted as steps of the target range: the series steps on the day after a decision.",
        "The change of a two-year yield on such a day is a reaction of yields. It is no surprise: that would need "
        "futures.",
        "Whether Bitcoin reacts to the Federal Reserve at all is contested: Benigno and Rosa (2023) find no reaction "
        "within the day, Ma and others (2022) find one over the day and those that follow.",
    ),
    formulas=(
        Formula(
            r"\text{AR} = \sum_{t=\tau_{1}}^{\tau_{2}} \left( r_{t} - \hat{\alpha} - \hat{\beta} m_{t} \right)",
            "The abnormal return of a window.",
        ),
        Formula(
            r"\text{Var}(\text{AR}) = \hat{\sigma}^{2} \left( \ell + s^{\top} \left( X^{\top} X \right)^{-1} s \right)",
            "Its forecast error.",
        ),
        Formula(
            r"p = \frac{1 + \# \left\{ \text{draws at least as far out} \right\}}{1 + \# \text{draws}}",
            "Permutation p-value; it is never 0.",
        ),
    ),
    symbols=(
        Symbol(r"m_{t}", "return of the market; without one the slope is 0"),
        Symbol(r"\ell", "number of sessions in the window"),
        Symbol(r"s", "sum of the regressors over the window"),
        Symbol(r"X", "regressors of the estimation window"),
    ),
    parameters=(
        Parameter("events.ESTIMATION", "sessions around the event on which the ordinary return is learnt"),
        Parameter("events.event_permutation.replications", "draws of ordinary days"),
        Parameter("events.abnormal_return.level", "level of the forecast interval"),
    ),
    assumptions=(
        "Nothing else of weight happened in the window.",
        "The link with the market in the estimation window also holds around the event.",
        "Ordinary days of the same weekday and year are a fair comparison.",
    ),
    breaks=(
        "Decisions that were expected move prices before the day, when they were learnt.",
        "A single event proves little: its rank says how unusual it was and not why.",
        "Long windows hold much else besides the event.",
    ),
    references=(works.CAMPBELL, works.BENIGNO_ROSA, works.MA),
    printed=("sessions of the window", "number of events", "number of ordinary days", "draws", "seed"),
)
