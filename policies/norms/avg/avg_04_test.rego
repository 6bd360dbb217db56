package norms.avg.avg_04_test

import data.fixtures
import data.norms.avg.avg_04

deny(category) := {"norm": "AVG-04", "effect": "deny", "category": category}

asked(source, fields) := fixtures.inquiry({"inquiry": {"source": source, "fields": fields}})

test_denies_health_data if {
	avg_04.findings == {deny("C-WMO")} with input as asked("WMO/voorzieningen", ["voorziening"])
}

test_denies_the_hit_too if {
	avg_04.findings == {deny("C-WMO")} with input as fixtures.inquiry({"inquiry": {"source": "WMO/voorzieningen", "fields": [], "mode": "HITNOHIT"}})
}

test_denies_class_k5_without_a_flag if {
	avg_04.findings == {deny("C-SCH")} with input as asked("SCHULD/dossiers", ["schulden"])
}

test_denies_a_flagged_field_in_an_ordinary_category if {
	avg_04.findings == {{"norm": "AVG-04", "effect": "deny", "fields": ["bevinding"]}} with input as asked("TH/controles", ["bevinding", "datum"])
		with data.facts.sources["TH/controles"].fields.bevinding.flags as ["HEALTH"]
}

# No source of the gemeente holds C-SEKS; a permit file stands in for one.
sexual_behaviour := fixtures.inquiry({"inquiry": {
	"regime": "WGS",
	"source": "TH/controles",
	"fields": ["bevinding"],
	"legalBasis": ["LB-9G"],
}})

test_silent_with_a_statutory_exception if {
	avg_04.findings == set() with input as sexual_behaviour
		with data.facts.sources["TH/controles"].fields.bevinding.category as "C-SEKS"
}

test_denies_when_the_exception_is_only_claimed if {
	avg_04.findings == {deny("C-SEKS")} with input as object.union(sexual_behaviour, {"inquiry": {"regime": "BGP"}})
		with data.facts.sources["TH/controles"].fields.bevinding.category as "C-SEKS"
}

test_silent_about_ordinary_data if {
	avg_04.findings == set() with input as asked("VERG/vergunningen", ["zaaknr"])
}

own(department, purpose, task, source, name) := fixtures.inquiry({
	"caller": {"organ": "COL", "department": department},
	"inquiry": {
		"regime": "MONO",
		"purpose": purpose,
		"task": task,
		"source": source,
		"fields": [name],
		"recipient": {"organ": "COL", "department": department},
		"namesCase": false,
	},
	"case": null,
})

support := own("WMO", "P-WMO", "Wmo:2.1.1", "WMO/voorzieningen", "voorziening")

test_silent_where_who_gives_the_care_asks_for_it if {
	avg_04.findings == set() with input as support
	avg_04.findings == set() with input as own("JEUGD", "P-JGD", "Jeugdwet:2.3", "JEUGD/dossiers", "plan")
	avg_04.findings == set() with input as support
		with data.facts.sources["WMO/voorzieningen"].fields.voorziening.flags as ["HEALTH"]
}

test_denies_care_to_another_and_debt_care_to_all if {
	every change in [{"caller": {"department": "WI"}}, {"inquiry": {"regime": "BGP"}}] {
		avg_04.findings == {deny("C-WMO")} with input as object.union(support, change)
	}
	debts := own("SCHULD", "P-WMO", "Schuldhulp:3", "SCHULD/dossiers", "schulden")
	avg_04.findings == {deny("C-SCH")} with input as debts
}
