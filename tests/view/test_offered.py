"""What filters can be set to, kept for readers who see the same and for nobody else."""

from readers import NAMELESS

from inspection.data.access import LOCAL
from inspection.view import answers

FIRM = "福州示例海产有限公司"


def test_choices_name_firms_to_who_may_see_names_alone(make_snapshot):
    """In this order: the choices of the first reader are kept when the second asks."""
    snapshot = make_snapshot(
        entities=[{"entity_id": 1, "name": FIRM, "name_key": FIRM, "uscc": "91350102MA00000011"}],
        plans=[{"plan_no": "P1", "name": f"{FIRM}专项抽查"}],
        tasks=[{"task_no": "T1", "plan_no": "P1"}],
        task_rows=[{"task_no": "T1", "entity_id": 1}],
    )
    named, nameless = (
        repr(answers.offered(reader, snapshot, 2022, "zh")) for reader in (LOCAL, NAMELESS)
    )
    assert FIRM in named
    assert FIRM not in nameless
    assert "***专项抽查" in nameless
