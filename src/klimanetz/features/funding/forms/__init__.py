"""One schema for what is said about funding: pages and data files are checked by the same forms."""

from klimanetz.features.funding.forms.programme import ProgrammeForm, QuestionForm
from klimanetz.features.funding.forms.rule import RuleForm
from klimanetz.features.funding.forms.rule_parts import (
    ConditionForm,
    ConditionFormSet,
    RateForm,
    RateFormSet,
)
from klimanetz.features.funding.forms.whole_rule import WholeRule

__all__ = [
    "ConditionForm",
    "ConditionFormSet",
    "ProgrammeForm",
    "QuestionForm",
    "RateForm",
    "RateFormSet",
    "RuleForm",
    "WholeRule",
]
