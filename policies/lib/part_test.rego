package lib_part_test

import data.fixtures
import data.lib

wgs(state, organ, involved) := fixtures.act("amend", {
	"case": {"regime": "WGS", "state": state, "involved": involved},
	"caller": {"organ": organ},
})

test_municipal_organ_has_part_in_a_municipal_case if lib.has_part with input as fixtures.act("amend", {})

test_police_has_no_part_in_a_municipal_case if {
	not lib.has_part with input as fixtures.act("amend", {"caller": {"organ": "POL"}})
}

test_unknown_organ_has_no_part if {
	not lib.has_part with input as fixtures.act("amend", {"caller": {"organ": "XXX"}})
}

test_involved_participant_has_part if lib.has_part with input as wgs("R2", "BD", ["BD"])

test_participant_who_is_not_involved_has_no_part if not lib.has_part with input as wgs("R2", "POL", ["BD"])

test_any_participant_assesses_before_the_decision_who_is_involved if {
	lib.has_part with input as wgs("R0", "POL", [])
	lib.has_part with input as wgs("R1", "POL", [])
}

test_not_after_it if {
	not lib.has_part with input as wgs("R1", "POL", ["BD"])
	not lib.has_part with input as wgs("R2", "POL", [])
}

test_no_third_party_assesses if not lib.has_part with input as wgs("R0", "WOCO", [])

test_a_rejected_or_destroyed_case_does_not_go_on if {
	not lib.case_goes_on with input as fixtures.act("amend", {"case": {"state": "B0"}})
	not lib.case_goes_on with input as fixtures.act("amend", {"case": {"state": "B7"}})
	not lib.case_goes_on with input as wgs("R8", "BD", ["BD"])
	lib.case_goes_on with input as fixtures.act("amend", {})
}

test_workers_follow_the_track if {
	lib.case_workers == {"R-REG", "R-TEAM", "R-CAS", "R-COORD"} with input as fixtures.act("amend", {})
	lib.case_workers == {"R-RIEC-D", "PROCESS"} with input as wgs("R2", "BD", ["BD"])
}

test_norm_follows_the_track if {
	lib.case_norm == "AWB-01" with input as fixtures.act("amend", {})
	lib.case_norm == "WGS-14" with input as wgs("R2", "BD", ["BD"])
}

test_no_case_no_part if {
	asked := object.union(fixtures.act("amend", {}), {"case": null})
	not lib.has_part with input as asked
	not lib.case_norm with input as asked
}

test_a_case_without_members_is_open_to_all_who_have_a_part if lib.member with input as fixtures.act("amend", {})

test_a_case_with_members_is_theirs if {
	lib.member with input as fixtures.act("amend", {"case": {"members": ["p-other", "p-asker"]}})
	not lib.member with input as fixtures.act("amend", {"case": {"members": ["p-other"]}})
}

test_a_case_that_does_not_say_has_no_member if {
	not lib.member with input as object.union(fixtures.act("amend", {}), {"case": null})
}
