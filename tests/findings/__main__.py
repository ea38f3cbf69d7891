"""`python -m tests.findings`: precision and recall on the labelled set; `--misses` shows where they are lost."""

import sys

from tests.findings.judging import score, verdicts


def main() -> None:
    """Print the figures, by finding and in all."""
    every = verdicts()
    names = sorted({name for each in every for name, _ in (*each.met, *each.missed, *each.extra)})
    print(f"{'finding':28} {'given rightly':>13} {'missed':>7} {'wrongly':>8} {'precision':>10} {'recall':>7}")
    for name in [*names, None]:
        found = score(every, name)
        figures = f"{found.met:13} {found.missed:7} {found.extra:8} {found.precision:10.3f} {found.recall:7.3f}"
        print(f"{name or f'all, in {len(every)} cases':28} {figures}")
    if "--misses" in sys.argv:
        for each in every:
            for sign, pairs in (("missed", each.missed), ("wrongly", each.extra)):
                for name, about in pairs:
                    print(f"{sign:8} {name} ({about}): {each.case.page}, {each.case.title}")


if __name__ == "__main__":
    main()
