package acts.open_test

import data.acts.open
import data.fixtures

bgp := {"regime": "BGP", "purposes": ["P-BGP-AANPAK"], "firstProcessedDay": fixtures.today}

wgs := {"regime": "WGS", "purposes": ["P-RIEC-B"], "firstProcessedDay": fixtures.today}

asked(act, caller) := object.union(fixtures.act("open", {"act": act, "caller": caller}), {"case": null})

opened(change) := asked(object.union(bgp, change), {"roles": ["R-REG"]})

test_director_opens_a_municipal_case if {
	open.findings == {{"norm": "BGP-01", "effect": "permit"}} with input as opened({})
}

test_participant_opens_a_riec_case if {
	open.findings == {{"norm": "WGS-14", "effect": "permit"}} with input as asked(wgs, {"roles": ["R-RIEC-D"], "organ": "BD"})
}

test_nobody_else_opens_one if {
	every role in ["R-CAS", "R-PRIV", "R-OWN", "R-RIEC-D", "no-role"] {
		open.findings == set() with input as asked(bgp, {"roles": [role]})
	}
}

test_without_a_role_no_case if open.findings == set() with input as asked(bgp, {"roles": []})

test_no_municipal_case_by_a_partner if {
	open.findings == set() with input as asked(bgp, {"roles": ["R-REG"], "organ": "POL"})
}

test_no_riec_case_by_who_takes_no_part if {
	open.findings == set() with input as asked(wgs, {"roles": ["R-RIEC-D"], "organ": "WOCO"})
}

test_no_unknown_track if open.findings == set() with input as opened({"regime": "MONO"})

test_no_case_without_a_purpose if open.findings == set() with input as opened({"purposes": []})

test_no_purpose_of_another_track if {
	open.findings == set() with input as opened({"purposes": ["P-BGP-AANPAK", "P-RIEC-B"]})
}

test_no_unknown_purpose if open.findings == set() with input as opened({"purposes": ["P-XXX"]})

test_carried_over_earlier_but_never_later if {
	count(open.findings) == 1 with input as opened({"firstProcessedDay": fixtures.today - 1000})
	open.findings == set() with input as opened({"firstProcessedDay": fixtures.today + 1})
	open.findings == set() with input as opened({"firstProcessedDay": null})
}

test_silent_about_other_acts if {
	open.findings == set() with input as object.union(opened({}), {"act": {"kind": "amend"}})
}
