"""Courses, assessments and tables of the law as HTML: no script, nothing from elsewhere, light and dark."""

from ._course import assessment_html, course_html
from ._tables import cohort_html, regimes_html, rules_html
from ._words import words

__all__ = ["assessment_html", "cohort_html", "course_html", "regimes_html", "rules_html", "words"]
