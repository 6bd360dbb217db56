package norms.riec.riec_02_test

import data.fixtures
import data.norms.riec.riec_02

deny := {{"norm": "RIEC-02", "effect": "deny"}}

asked(organ, bases) := fixtures.riec({"inquiry": {
	"recipient": {"organ": organ, "department": null},
	"legalBasis": bases,
}})

test_denies_bodies_that_do_not_take_part if {
	every organ in ["WOCO", "VR", "ZVH", "RIEC-OTHER"] {
		riec_02.findings == deny with input as asked(organ, ["LB-WGS15", "LB-WGS223"])
	}
}

test_denies_an_unknown_recipient if {
	riec_02.findings == deny with input as asked("NOBODY", ["LB-WGS15"])
}

test_denies_without_any_basis if {
	riec_02.findings == deny with input as asked("WOCO", [])
}

test_denies_when_only_a_covenant_opens_the_way_out if {
	riec_02.findings == deny with input as asked("WOCO", ["CONVENANT"])
}

test_leaves_a_way_of_its_own_to_the_norms_of_that_way if {
	riec_02.findings == set() with input as asked("VR", ["LB-WGS17-2"])
	riec_02.findings == set() with input as asked("ZVH", ["LB-WGS17-8"])
	riec_02.findings == set() with input as asked("RIEC-OTHER", ["LB-WGS220"])
}

test_silent_about_who_could_not_take_part if {
	every organ in ["CP", "RAC", "BETR", "PUBLIEK"] {
		riec_02.findings == set() with input as asked(organ, ["LB-WGS15"])
	}
}

test_silent_about_participants_and_their_parts if {
	every organ in ["POL", "BD-DOU", "HEF", "COL"] {
		riec_02.findings == set() with input as asked(organ, ["LB-WGS15"])
	}
}

test_silent_in_another_regime if {
	outward := {"regime": "BILATERAL", "recipient": {"organ": "WOCO", "department": null}}
	riec_02.findings == set() with input as fixtures.inquiry({"inquiry": outward})
}
