"""Prints what is still to be held in the course files of a folder, the nearest last day first.

python examples/deadlines.py FOLDER [YYYY-MM-DD]
"""

import datetime
import sys
from pathlib import Path

import kontaktforloeb as kf


def main(folder: Path, day: datetime.date) -> int:
    """Print one line for each conversation to be held, and every fault; give the exit status."""
    courses: list[kf.Course] = []
    unreadable = 0
    for path in sorted(folder.glob("*.yaml")):
        try:
            courses.append(kf.read(path))
        except kf.CourseError as error:
            unreadable += 1
            print(error, file=sys.stderr)
    due = [
        (item.due or datetime.date.max, assessment.course.id, item.rule, " (expected)" if item.due_projected else "")
        for assessment in kf.assess_many(courses, as_of=day)
        for item in assessment.next
    ]
    for last_day, course, rule, expected in sorted(due):
        when = "no last day" if last_day == datetime.date.max else f"{last_day}{expected}"
        print(f"{when:24} {course:24} {rule}")
    return 2 if unreadable else 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    chosen = datetime.date.fromisoformat(sys.argv[2]) if len(sys.argv) == 3 else datetime.date.today()
    sys.exit(main(Path(sys.argv[1]), chosen))
