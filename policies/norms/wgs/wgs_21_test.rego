package norms.wgs.wgs_21_test

import data.fixtures
import data.norms.wgs.wgs_21

# No source of the catalogue holds these categories; a file of supervision stands in for one.
asked(names) := fixtures.riec({"inquiry": {"source": "TH/controles", "fields": names}})

test_denies_a_special_category if {
	deny := {{"norm": "WGS-21", "effect": "deny", "category": "C-MED"}}
	wgs_21.findings == deny with input as asked(["bevinding", "datum"])
		with data.facts.sources["TH/controles"].fields.bevinding.category as "C-MED"
}

test_denies_the_hit_too if {
	known := object.union(asked([]), {"inquiry": {"mode": "HITNOHIT"}})
	wgs_21.findings == {{"norm": "WGS-21", "effect": "deny", "category": "C-MED"}} with input as known
		with data.facts.sources["TH/controles"].fields.bevinding.category as "C-MED"
}

test_denies_a_flagged_field_in_an_ordinary_category if {
	deny := {{"norm": "WGS-21", "effect": "deny", "fields": ["bevinding"]}}
	wgs_21.findings == deny with input as asked(["bevinding", "datum"])
		with data.facts.sources["TH/controles"].fields.bevinding.flags as ["SPECIAL"]
}

test_silent_about_sexual_behaviour if {
	wgs_21.findings == set() with input as asked(["bevinding"])
		with data.facts.sources["TH/controles"].fields.bevinding.category as "C-SEKS"
	wgs_21.findings == set() with input as asked(["bevinding"])
		with data.facts.sources["TH/controles"].fields.bevinding.category as "C-SEKS"
		with data.facts.sources["TH/controles"].fields.bevinding.flags as ["SPECIAL"]
}

test_leaves_health_to_wgs_08_and_avg_04 if {
	care := {"inquiry": {"source": "WMO/voorzieningen", "fields": ["melding"]}}
	wgs_21.findings == set() with input as fixtures.riec(care)
}

test_silent_about_ordinary_data if {
	wgs_21.findings == set() with input as fixtures.riec({})
}

test_silent_in_another_regime if {
	wgs_21.findings == set() with input as object.union(asked(["bevinding"]), {"inquiry": {"regime": "BILATERAL"}})
		with data.facts.sources["TH/controles"].fields.bevinding.category as "C-MED"
}
