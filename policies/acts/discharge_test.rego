package acts.discharge_test

import data.acts.discharge
import data.fixtures

destroy := {
	"code": "DESTROY",
	"norm": "WGS-26",
	"owners": ["R-CAS", "R-PRIV"],
	"how": "DONE",
	"source": null,
	"ofCase": true,
	"ofCaller": false,
}

asked(obligation, role) := fixtures.act("discharge", {
	"act": {"obligation": object.union(destroy, obligation)},
	"caller": {"roles": [role]},
})

waived(obligation, role) := asked(object.union({"how": "WAIVED"}, obligation), role)

permit := {{"norm": "WGS-26", "effect": "permit"}}

test_who_owes_it_says_that_it_is_done if {
	every role in ["R-CAS", "R-PRIV"] {
		discharge.findings == permit with input as asked({}, role)
		discharge.findings == permit with input as asked({"ofCaller": true}, role)
	}
}

test_nobody_else_does if {
	every role in ["R-REG", "R-FG", "R-OWN", "no-role"] {
		discharge.findings == set() with input as asked({}, role)
	}
	discharge.findings == set() with input as asked({"owners": []}, "R-CAS")
}

test_the_privacy_officer_waives_it if {
	discharge.findings == permit with input as waived({"owners": []}, "R-PRIV")
	every role in ["R-CAS", "R-FG", "R-MGR", "no-role"] {
		discharge.findings == set() with input as waived({}, role)
	}
}

test_not_one_that_their_own_question_brought_about if {
	discharge.findings == set() with input as waived({"ofCaller": true}, "R-PRIV")
	discharge.findings == set() with input as waived({"ofCaller": null}, "R-PRIV")
}

test_not_in_a_case_one_has_no_part_in if {
	elsewhere := {"caller": {"organ": "POL"}}
	every role in ["R-CAS", "R-PRIV"] {
		discharge.findings == set() with input as object.union(asked({}, role), elsewhere)
		discharge.findings == set() with input as object.union(waived({}, role), elsewhere)
	}
}

test_in_a_case_with_members_by_them_and_by_who_judges if {
	others := {"case": {"members": ["p-other"]}}
	discharge.findings == set() with input as object.union(asked({}, "R-CAS"), others)
	discharge.findings == permit with input as object.union(asked({}, "R-PRIV"), others)
	discharge.findings == permit with input as object.union(waived({}, "R-PRIV"), others)
}

test_of_an_erased_case_by_the_privacy_officer if {
	erased := {"case": null}
	discharge.findings == set() with input as object.union(asked({}, "R-CAS"), erased)
	discharge.findings == permit with input as object.union(asked({}, "R-PRIV"), erased)
	discharge.findings == permit with input as object.union(waived({}, "R-PRIV"), erased)
}

test_without_a_case_no_part_is_needed if {
	outside := object.union(asked({"ofCase": false}, "R-CAS"), {"case": null, "caller": {"organ": "POL"}})
	discharge.findings == permit with input as outside
}

test_a_missing_fact_refuses if {
	discharge.findings == set() with input as asked({"ofCase": null}, "R-CAS")
	discharge.findings == set() with input as asked({"how": null}, "R-PRIV")
}

# Whose data the obligation is about: of a dataset, or of what somebody holds.
tell(source, changes) := object.union(
	asked({"code": "NOTIFY_RECIPIENT", "owners": ["R-OWN", "R-PRIV"], "ofCase": false, "source": source}, "R-OWN"),
	object.union({"case": null}, changes),
)

by(organ, department) := {"caller": {"organ": organ, "department": department}}

test_a_data_owner_ends_what_is_about_its_own_dataset if {
	discharge.findings == permit with input as tell("BEL/heffingen", by("HEF", "BEL"))
	discharge.findings == set() with input as tell("BEL/heffingen", by("HEF", "WOZ"))
	discharge.findings == set() with input as tell("BEL/heffingen", by("POL", "BEL"))
	discharge.findings == permit with input as tell("BD/inkomen", by("BD", null))
	discharge.findings == set() with input as tell("BD/inkomen", by("UWV", null))
}

held_by(department) := {"holding": object.union(fixtures.holding("DOCUMENT", {}, {}), {"department": department})}

test_a_data_owner_ends_what_is_about_what_it_holds if {
	discharge.findings == permit with input as tell("holding/1", object.union(by("BGM", "OOV"), held_by("OOV")))
	discharge.findings == permit with input as tell("holding/1", object.union(by("COL", "OOV"), held_by("OOV")))
	discharge.findings == set() with input as tell("holding/1", object.union(by("BGM", "VERG"), held_by("OOV")))
	discharge.findings == permit with input as tell("holding/1", object.union(by("BGM", "OOV"), held_by(null)))
	discharge.findings == set() with input as tell("holding/1", object.union(by("COL", "OOV"), held_by(null)))
	discharge.findings == set() with input as tell("holding/1", by("BGM", "OOV"))
	discharge.findings == set() with input as tell("BEL/heffingen", object.union(by("BGM", "OOV"), held_by("OOV")))
}

test_where_nobody_knows_whose_it_is_no_owner_ends_it if {
	every source in [null, "BEL/niets"] {
		discharge.findings == set() with input as tell(source, by("HEF", "BEL"))
		discharge.findings == permit with input as tell(source, {"caller": {"roles": ["R-PRIV"]}})
	}
}

test_an_owner_ends_nothing_that_owners_do_not_owe if {
	discharge.findings == set() with input as object.union(tell("BEL/heffingen", by("HEF", "BEL")), {"act": {"obligation": {"owners": ["R-PRIV"]}}})
}

test_silent_about_other_acts if {
	every how in ["DONE", "WAIVED"] {
		other := object.union(asked({"how": how}, "R-PRIV"), {"act": {"kind": "amend"}})
		discharge.findings == set() with input as other
	}
}

test_nothing_ends_in_a_state_that_nobody_knows if {
	discharge.findings == set() with input as object.union(asked({}, "R-CAS"), {"case": {"state": "B9"}})
}
