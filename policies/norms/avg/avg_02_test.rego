package norms.avg.avg_02_test

import data.fixtures
import data.norms.avg.avg_02

asked := fixtures.inquiry({})

treat(treatment, fields) := {"norm": "AVG-02", "effect": "treat", "treatment": treatment, "fields": fields}

withhold(category) := {"norm": "AVG-02", "effect": "treat", "treatment": "withhold", "category": category}

hit(source, state) := fixtures.inquiry({
	"inquiry": {"mode": "HITNOHIT", "fields": [], "source": source},
	"case": {"state": state},
})

test_silent_about_fields_that_are_needed if {
	avg_02.findings == set() with input as asked
}

test_softens_and_withholds_per_field if {
	avg_02.findings == {treat("mask", ["iban"]), treat("withhold", ["bsn"])} with input as fixtures.inquiry({"inquiry": {"fields": ["aanslag_ozb", "bsn", "iban"]}})
}

test_a_field_by_name_goes_before_the_rest if {
	avg_02.findings == {treat("existence", ["aanslag_ozb"])} with input as fixtures.inquiry({
		"inquiry": {"fields": ["aanslag_ozb", "dagtekening"]},
		"case": {"state": "B3"},
	})
}

test_withholds_a_field_the_catalogue_does_not_know if {
	avg_02.findings == {treat("withhold", ["onbekend"])} with input as fixtures.inquiry({"inquiry": {"fields": ["onbekend"]}})
}

test_withholds_in_a_state_that_is_not_listed if {
	avg_02.findings == {treat("withhold", ["aanslag_ozb", "kwijtschelding"])} with input as fixtures.inquiry({"case": {"state": "B2"}})
}

test_reads_the_row_for_questions_without_a_state if {
	own_task := fixtures.inquiry({
		"inquiry": {
			"regime": "MONO",
			"purpose": "P-BIJST",
			"source": "BZ/personen",
			"fields": ["adres", "kinderen_bsn", "geboorteplaats"],
			"namesCase": false,
		},
		"case": null,
	})
	findings := avg_02.findings with input as own_task
	every finding in findings {
		not "adres" in finding.fields
	}
}

test_silent_about_a_hit_in_a_listed_category if {
	avg_02.findings == set() with input as hit("VERG/vergunningen", "B3")
}

test_withholds_a_hit_in_a_category_that_is_not_listed if {
	avg_02.findings == {withhold("C-WMO")} with input as hit("WMO/voorzieningen", "B3")
}

test_one_category_that_is_not_listed_closes_its_hit if {
	avg_02.findings == {withhold("C-BRP-REL")} with input as hit("BZ/personen", "B4")
}

test_withholds_what_the_gemeente_closed if {
	avg_02.findings == {treat("withhold", ["kwijtschelding"])} with input as asked
		with data.settings as closing({"closed": {"fields": {"BEL/heffingen": ["kwijtschelding"]}}})
}

test_withholds_a_source_the_gemeente_closed if {
	avg_02.findings == {treat("withhold", ["aanslag_ozb", "kwijtschelding"])} with input as asked
		with data.settings as closing({"closed": {"sources": ["BEL/heffingen"]}})
	avg_02.findings == {withhold("C-VERG")} with input as hit("VERG/vergunningen", "B3")
		with data.settings as closing({"closed": {"sources": ["VERG/vergunningen"]}})
}

test_settings_of_others_close_nothing_here if {
	others := {"00000099000000002000": {"closed": {"sources": ["BEL/heffingen"], "fields": {}}}}
	avg_02.findings == set() with input as asked with data.settings as others
}

closing(changes) := object.union(fixtures.settings, {fixtures.caller.oin: changes})

# S02: of what is held, by the name in its part, and only what is about the subject.
test_what_is_held_is_known_by_its_name_in_the_part if {
	avg_02.findings == {{
		"norm": "AVG-02",
		"effect": "treat",
		"treatment": "withhold",
		"fields": ["buren/geslachtsnaam", "melder/geslachtsnaam", "rapport/rol"],
	}} with input as fixtures.report({})
}

test_persons_of_another_role_stay_behind if {
	every role in ["NEIGHBOUR", "OCCUPANT", "REPORTER", "OFFICER"] {
		named := {
			"inquiry": {"fields": ["bewoner/geslachtsnaam"]},
			"holding": {"fields": {"bewoner/geslachtsnaam": {"person": role}}},
		}
		count(avg_02.findings) == 1 with input as fixtures.report(named)
	}
	every role in ["SUBJECT", null] {
		named := {
			"inquiry": {"fields": ["bewoner/geslachtsnaam"]},
			"holding": {"fields": {"bewoner/geslachtsnaam": {"person": role}}},
		}
		avg_02.findings == set() with input as fixtures.report(named)
	}
}

test_nor_does_a_hit_tell_of_them if {
	others := {"holding": {"fields": {"bewoner/geslachtsnaam": {"person": "OCCUPANT"}}}}
	asked := {"inquiry": {"mode": "HITNOHIT", "fields": []}}
	avg_02.findings == {{
		"norm": "AVG-02",
		"effect": "treat",
		"treatment": "withhold",
		"category": "C-BRP-ID",
	}} with input as fixtures.report(object.union(others, asked))
	avg_02.findings == set() with input as fixtures.report(asked)
}

withheld(closed) := {name |
	some finding in avg_02.findings with input as fixtures.report({}) with data.settings as {fixtures.caller.oin: {"closed": closed}}
	some name in finding.fields
}

test_what_the_gemeente_closed_stays_closed_where_it_is_held if {
	name := "rapport/korte_omschrijving"
	not name in withheld({"sources": [], "fields": {}})
	name in withheld({"sources": ["POL/registraties"], "fields": {}})
	name in withheld({"sources": [], "fields": {"POL/registraties": ["korte_omschrijving"]}})
	not name in withheld({"sources": ["TH/controles"], "fields": {"POL/registraties": ["plaats"]}})
}

test_a_closed_part_does_not_show_that_it_is_there if {
	asked := fixtures.report({"inquiry": {"mode": "HITNOHIT", "fields": []}})
	closed := {fixtures.caller.oin: {"closed": {"sources": ["POL/registraties"], "fields": {}}}}
	said := avg_02.findings with input as asked with data.settings as closed
	{"norm": "AVG-02", "effect": "treat", "treatment": "withhold", "category": "C-POL8"} in said
}
