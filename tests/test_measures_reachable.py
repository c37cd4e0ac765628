"""Nothing stands in measures/ unused: what no figure needs is there for a published case, or not at all."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "generator" / "figurecheck"
MEASURES = PACKAGE / "measures"
STUDY = PACKAGE / "pipeline" / "coverage"
ROOTS = ("pipeline", "charts", "verdicts", "claims", "cli", "pages", "verification")
Name = tuple[str, str]

CASES: dict[Name, str] = {
    ("correlation", "effective_observations_from_autocorrelation"): "the effective number of autoregressions",
    ("downside", "downside_deviation"): "the 24 returns of Bacon",
    ("downside", "sortino_ratio"): "the 24 returns of Bacon",
    ("episodes", "maximum_drawdown"): "the drawdown of the S&P 500 from 2007",
    ("episodes", "drawdown_table"): "the drawdown of the S&P 500 from 2007",
    ("extremes", "fit_block_maxima"): "the sea levels of Coles",
    ("extremes", "return_level"): "the rain of Coles",
    ("generalised_pareto", "anderson_darling"): "the statistic of one excess by hand, and of the Danish fires",
    ("hedging", "long_only_weight"): "weights by algebra",
    ("liquidity", "amihud_of_returns"): "Amihud by hand",
    ("liquidity", "corwin_schultz"): "a bid of 99 and an ask of 101",
    ("liquidity", "corwin_schultz_raw"): "a bid of 99 and an ask of 101",
    ("liquidity", "abdi_ranaldo"): "a bid of 99 and an ask of 101",
    ("liquidity", "abdi_ranaldo_two_day"): "a bid of 99 and an ask of 101",
    ("resampling", "stationary_indices"): "resamples row by row, against those by sums and by counts",
    ("tail_dependence", "student_tail_dependence"): "the table of t copulas",
    ("tails", "normal_value_at_risk"): "risks of the normal law",
    ("tails", "normal_expected_shortfall"): "risks of the normal law",
}
"""What only a case of the answer files needs: published figures that prove the building blocks."""


class Reach:
    """Which names of measures/ are reached from given ones."""

    def __init__(self) -> None:
        """Read every file of the room once."""
        self.defined: dict[Name, ast.stmt] = {}
        self.imported: dict[str, dict[str, Name]] = {}
        for file in MEASURES.glob("*.py"):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            self.imported[file.stem] = dict(imports(tree))
            for statement in tree.body:
                self.defined.update({(file.stem, name): statement for name in names_of(statement)})

    def from_(self, start: set[Name]) -> set[Name]:
        """Everything that ``start`` uses, and what that uses."""
        seen: set[Name] = set()
        todo = [name for name in start if name in self.defined]
        while todo:
            one = todo.pop()
            if one not in seen:
                seen.add(one)
                todo += self.used_by(one)
        return seen

    def used_by(self, one: Name) -> Iterator[Name]:
        """The names of the room inside the definition of ``one``."""
        for node in ast.walk(self.defined[one]):
            if isinstance(node, ast.Name):
                found = self.imported[one[0]].get(node.id, (one[0], node.id))
                if found in self.defined:
                    yield found


def imports(tree: ast.Module) -> Iterator[tuple[str, Name]]:
    """What a file calls a name of measures/, and which one that is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("figurecheck.measures."):
            for alias in node.names:
                yield alias.asname or alias.name, ((node.module or "").rpartition(".")[2], alias.name)


def names_of(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        return [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]
    return []


def asked_by(files: list[Path]) -> set[Name]:
    """The names of measures/ that these files use, imported by name or through their module."""
    found: set[Name] = set()
    for file in files:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found |= {name for _, name in imports(tree)}
        modules = {
            alias.asname or alias.name: alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "figurecheck.measures"
            for alias in node.names
        }
        found |= {
            (modules[node.value.id], node.attr)
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules
        }
    return found


def product() -> list[Path]:
    """Evaluators, readings, the table of corrections, charts, verification: all that makes a page, not the study."""
    return [
        file
        for room in ROOTS
        for file in (PACKAGE / room).rglob("*.py")
        if STUDY not in file.parents and file.name != "coverage_study.py"
    ]


def test_every_measure_is_reached_by_a_figure_a_truth_of_the_study_or_a_published_case() -> None:
    reach = Reach()
    used = reach.from_(asked_by(product())) | reach.from_(asked_by(list(STUDY.rglob("*.py"))))
    assert len(used) > 250
    left = set(reach.defined) - used - reach.from_(set(CASES))
    assert left == set()


def test_the_list_of_cases_names_what_no_figure_needs_and_a_test_does() -> None:
    reach = Reach()
    used = reach.from_(asked_by(product()))
    tested = asked_by(list(Path(__file__).parent.glob("test_measures_*.py")))
    assert set(CASES) <= set(reach.defined)
    assert set(CASES) & used == set()
    assert set(CASES) <= tested
