"""The figures as a table, and what they complain of."""

import math

MOST_QUERIES, MOST_GROWTH = 6, 1.5
LONGEST = 600  # characters of a query or of a line of its plan
HEADINGS = ("", "queries", "median ms", "p95 ms", "× healthz", "median ms", "p95 ms", "× healthz")


def print_report(name: str, small: dict, large: dict) -> None:
    print(f"\n{name}: {small['count']} and {large['count']} communiqués in the archive\n")
    print(f"{'':<28}{'':>8}{small['count']:>30,}{large['count']:>30,}")
    print(row(*HEADINGS, "growth"))
    for page, figures in large["pages"].items():
        print(line(page, small["pages"][page], figures))
    print()
    for page, figures in large["acts"].items():
        print(line(page, small["acts"][page], figures))
    for built in (small, large):
        print(f"\nSearch index of {built['count']:,}: {built['index_bytes']:,.0f} bytes an edition")
        if built["import_ms"]:
            print(f"\nImport of {built['count']:,}: {built['import_ms']:.1f} ms a record")
    for complaint in complaints(small["pages"], large["pages"]):
        print(f"\n{complaint}")


def row(name: str, queries, *columns) -> str:
    return f"{name:<28}{queries:>8}" + "".join(f"{each:>10}" for each in columns)


def line(name: str, small: dict, large: dict) -> str:
    columns = [
        f"{value:.{digits}f}"
        for each in (small, large)
        for value, digits in ((each["median"], 2), (each["p95"], 2), (each["ratio"], 1))
    ]
    queries = "" if large["queries"] is None else large["queries"]
    return row(name, queries, *columns, f"{growth(small, large):.2f}")


def growth(small: dict, large: dict) -> float:
    """How much dearer the large archive makes it, the machine's own noise taken out."""
    if not small["ratio"]:  # memory that did not grow at all
        return math.inf if large["ratio"] else 1.0
    return large["ratio"] / small["ratio"]


def complaints(small: dict, large: dict):
    for name, figures in large.items():
        if figures["public"] and figures["queries"] > MOST_QUERIES:
            yield f"{name}: {figures['queries']} queries, more than {MOST_QUERIES}."
        if growth(small[name], figures) > MOST_GROWTH:
            slow = "\n".join(f"    {each[:LONGEST]}" for each in figures["plan"])
            yield f"{name}: grows with the archive. Its slowest query:\n{slow}"
