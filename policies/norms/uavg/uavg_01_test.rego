package norms.uavg.uavg_01_test

import data.fixtures
import data.norms.uavg.uavg_01

deny(category) := {{"norm": "UAVG-01", "effect": "deny", "category": category}}

statement := {"source": "BOA/processen-verbaal", "fields": ["verdachte", "verklaring"]}

asked(changes) := fixtures.inquiry({"inquiry": object.union(statement, changes)})

# S10: permits asks for the statement of a suspect, to withdraw a permit in the execution of an approach.
test_s10_denies_the_statement_of_a_suspect_to_another_department if {
	verg := {"caller": {"department": "VERG"}, "case": {"state": "B5"}}
	uavg_01.findings == deny("C-BOA") with input as object.union(asked({"task": "APV:vergunning"}), verg)
}

test_s10_silent_about_the_administrative_report_of_the_same_visit if {
	uavg_01.findings == set() with input as asked({"source": "TH/controles", "fields": ["bevinding"]})
}

test_denies_the_hit_too if uavg_01.findings == deny("C-BOA") with input as asked({"mode": "HITNOHIT", "fields": []})

advice(changes) := fixtures.judged(
	object.union(
		fixtures.bibob({"inquiry": {"fields": ["mate_van_gevaar"], "legalBasis": ["LB-UAVG33"]}}),
		{"inquiry": changes},
	),
	fixtures.register_and_dpia("BIBOB", "P-BIBOB"),
)

test_silent_about_bibob_advice_under_uavg_33 if uavg_01.findings == set() with input as advice({})

test_denies_bibob_advice_without_necessity_proportionality_or_safeguards if {
	every ground in ["necessity", "proportionality"] {
		uavg_01.findings == deny("C-BIB-A") with input as advice({"reasoned": {ground: false}})
	}
	uavg_01.findings == deny("C-BIB-A") with input as fixtures.judged(advice({}), [])
	uavg_01.findings == deny("C-BIB-A") with input as advice({"purpose": "P-VERG"})
}

test_denies_where_uavg_33_is_only_claimed if {
	every regime in ["MONO", "BGP", "BILATERAL"] {
		uavg_01.findings == deny("C-BOA") with input as asked({"regime": regime, "legalBasis": ["LB-UAVG33"]})
	}
}

test_denies_bibob_advice_without_it if {
	uavg_01.findings == deny("C-BIB-A") with input as fixtures.bibob({"inquiry": {"fields": ["mate_van_gevaar", "leningen"]}})
}

test_silent_about_what_police_and_justice_gave if {
	every source, field in {"POL/registraties": "rol", "KMAR/registraties": "rol", "OM/zaken": "feit"} {
		uavg_01.findings == set() with input as asked({"regime": "BILATERAL", "source": source, "fields": [field]})
	}
}

test_silent_in_a_riec if uavg_01.findings == set() with input as fixtures.riec({"inquiry": statement})

test_denies_a_flagged_field_in_an_ordinary_category if {
	visit := asked({"source": "TH/controles", "fields": ["bevinding", "datum"]})
	uavg_01.findings == {{"norm": "UAVG-01", "effect": "deny", "fields": ["bevinding"]}} with input as visit
		with data.facts.sources["TH/controles"].fields.bevinding.flags as ["CRIM"]
}

test_silent_about_other_data if uavg_01.findings == set() with input as fixtures.inquiry({})

test_silent_where_a_route_of_the_wpg_counts if {
	supervision := {"regime": "BILATERAL", "purpose": "P-TOEZ", "legalBasis": ["LB-WPG19"]}
	uavg_01.findings == set() with input as asked(supervision)
	uavg_01.findings == deny("C-BOA") with input as asked(object.union(supervision, {"purpose": "P-VERG"}))
	uavg_01.findings == deny("C-BOA") with input as asked({"regime": "BILATERAL", "legalBasis": ["LB-6E"]})
}

test_what_is_held_tells_part_by_part_where_it_came_from if {
	names := ["rapport/rol", "bewoner/geslachtsnaam"]
	report := fixtures.report({"inquiry": {"fields": names}})
	uavg_01.findings == set() with input as report
	other := {"holding": {"parts": {"bewoner": {"origin": "COL"}}}}
	uavg_01.findings == {{"norm": "UAVG-01", "effect": "deny", "fields": ["bewoner/geslachtsnaam"]}} with input as object.union(report, other)
	free := {"holding": {"parts": {"bewoner": {"origin": "COL", "flags": []}}}}
	uavg_01.findings == set() with input as object.union(report, free)
}

test_who_holds_it_does_not_matter if {
	names := ["bewoner/geslachtsnaam"]
	report := fixtures.report({
		"inquiry": {"fields": names},
		"holding": {"organ": "POL", "parts": {"bewoner": {"origin": "COL"}}},
	})
	count(uavg_01.findings) == 1 with input as report
}
