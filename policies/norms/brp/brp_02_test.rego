package norms.brp.brp_02_test

import data.fixtures
import data.norms.brp.brp_02

permit := {{"norm": "BRP-02", "effect": "permit", "category": "C-BRP-ADR"}}

deny := {{"norm": "BRP-02", "effect": "deny", "category": "C-BRP-ADR"}}

asked(changes) := fixtures.inquiry({
	"caller": {"organ": "PROV", "department": null},
	"inquiry": object.union(
		{
			"regime": "BILATERAL",
			"purpose": "P-HAND",
			"task": "Provinciewet:158",
			"legalBasis": ["LB-BRP35"],
			"source": "BZ/personen",
			"fields": ["adres"],
			"recipient": {"organ": "PROV", "department": null},
			"namesCase": false,
		},
		changes,
	),
	"case": null,
})

test_permits_a_reasoned_request_of_another_authority if brp_02.findings == permit with input as asked({})

test_denies_without_grounds if {
	brp_02.findings == deny with input as asked({"reasoned": {"necessity": false}})
}

test_denies_in_bulk_or_by_machine if {
	every mode in ["BULK", "AUTO", "RENEW"] {
		brp_02.findings == deny with input as asked({"mode": mode})
	}
}

test_denies_without_the_basis_the_regime_or_the_task if {
	every change in [{"legalBasis": ["LB-6E"]}, {"regime": "MONO"}, {"task": null}, {"purpose": "P-OPSP"}, {"namesCase": true}] {
		brp_02.findings == deny with input as asked(change)
	}
}

test_denies_who_asks_for_another_authority if {
	brp_02.findings == deny with input as asked({"recipient": {"organ": "POL"}})
	brp_02.findings == deny with input as object.union(asked({}), {"caller": {"organ": "COL"}})
}

outward := {"source": "BZ/personen", "fields": ["adres"], "recipient": {"organ": "POL", "department": null}}

test_leaves_the_way_out_of_the_municipal_track_to_the_protocol if {
	brp_02.findings == set() with input as fixtures.inquiry({"inquiry": outward})
}

test_denies_bulk_out_of_the_municipal_track if {
	brp_02.findings == deny with input as fixtures.inquiry({"inquiry": object.union(outward, {"mode": "BULK"})})
}

test_leaves_a_riec_case_to_the_wgs if {
	brp_02.findings == set() with input as fixtures.riec({"inquiry": outward})
}

test_silent_inside_the_gemeente_and_towards_private_parties if {
	brp_02.findings == set() with input as asked({"recipient": {"organ": "COL", "department": "TH"}})
	brp_02.findings == set() with input as asked({"recipient": {"organ": "WOCO"}})
}

test_silent_about_other_data if {
	brp_02.findings == set() with input as asked({"source": "VERG/vergunningen", "fields": ["soort"]})
}
