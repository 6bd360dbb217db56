package norms.awr.awr_02_test

import data.fixtures
import data.norms.awr.awr_02

deny := {{"norm": "AWR-02", "effect": "deny"}}

permit := {{"norm": "AWR-02", "effect": "permit"}}

asked(changes) := object.union(
	fixtures.riec({"case": null, "inquiry": {
		"regime": "BILATERAL",
		"purpose": "P-HAND",
		"task": "Awb:5:21",
		"legalBasis": ["LB-AWR43CM"],
		"namesCase": false,
	}}),
	changes,
)

under_covenant(changes) := fixtures.judged(asked(changes), [fixtures.covenant])

test_denies_without_a_covenant if {
	awr_02.findings == deny with input as asked({})
}

test_denies_when_the_covenant_is_not_claimed if {
	awr_02.findings == deny with input as under_covenant({"inquiry": {"legalBasis": ["LB-6E"]}})
}

test_permits_under_the_covenant if {
	awr_02.findings == permit with input as under_covenant({})
}

test_permits_supervision_and_existence if {
	awr_02.findings == permit with input as under_covenant({"inquiry": {"purpose": "P-TOEZ"}})
	awr_02.findings == permit with input as under_covenant({"inquiry": {"mode": "HITNOHIT", "fields": []}})
}

test_denies_another_purpose_than_enforcement if {
	awr_02.findings == deny with input as under_covenant({"inquiry": {"purpose": "P-SUBS"}})
}

test_denies_a_file_of_many if {
	awr_02.findings == deny with input as under_covenant({"inquiry": {"mode": "BULK"}})
}

test_denies_a_recipient_that_is_not_named if {
	awr_02.findings == deny with input as under_covenant({"inquiry": {"recipient": {"organ": "WOCO", "department": null}}})
}

test_silent_in_a_riec if {
	awr_02.findings == set() with input as fixtures.riec({})
}

test_silent_about_other_sources if {
	awr_02.findings == set() with input as asked({"inquiry": {"source": "UWV/inkomen", "fields": ["loon"]}})
}
