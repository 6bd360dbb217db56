package norms.bgs.bgs_11_test

import data.fixtures
import data.norms.bgs.bgs_11

deny(category) := {"norm": "BGS-11", "effect": "deny", "category": category}

asked(state, source, fields) := fixtures.riec({
	"case": {"state": state},
	"inquiry": {"source": source, "fields": fields},
})

test_denies_data_of_the_tax_administration_in_the_first_phase if {
	bgs_11.findings == {deny("C-BD"), deny("C-INK")} with input as asked("R2", "BD/inkomen", ["box1_inkomen", "spaarsaldo"])
}

test_denies_property_data_of_the_tax_administration if {
	property := object.union(data.facts.sources["VAST/contracten"], {"organ": "BD"})
	bgs_11.findings == {deny("C-VGD")} with input as asked("R2", "BD/vastgoed", ["huur"])
		with data.facts.sources as {"BD/vastgoed": property}
}

test_silent_about_them_after_it if {
	every state in ["R3", "R4", "R5"] {
		bgs_11.findings == set() with input as asked(state, "BD/inkomen", ["box1_inkomen", "spaarsaldo"])
	}
}

test_silent_about_income_data_of_others if {
	bgs_11.findings == set() with input as asked("R2", "UWV/inkomen", ["loon"])
}

test_denies_permit_data_of_others if {
	elsewhere := object.union(data.facts.sources["VERG/vergunningen"], {"organ": "NLA"})
	bgs_11.findings == {deny("C-VERG")} with input as asked("R3", "NLA/vergunningen", ["besluit"])
		with data.facts.sources as {"NLA/vergunningen": elsewhere}
}

test_silent_about_permit_data_of_the_gemeente if {
	bgs_11.findings == set() with input as asked("R2", "VERG/vergunningen", ["besluit"])
}

test_silent_in_another_regime if {
	other := object.union(asked("R2", "BD/inkomen", ["box1_inkomen", "spaarsaldo"]), {"inquiry": {"regime": "BILATERAL"}})
	bgs_11.findings == set() with input as other
}

test_silent_about_a_result if {
	permit := {"holding": {"organ": "RIEC", "fields": {"inspectie/bevinding": {"category": "C-VERG"}}}}
	asked := fixtures.result(permit)
	bgs_11.findings == set() with input as asked
	count(bgs_11.findings) == 1 with input as object.union(asked, {"holding": {"kind": "DOCUMENT"}})
}

# Whoever brings it in, of what is held the origin counts.
test_denies_the_income_in_a_document_that_came_from_the_tax_administration if {
	income := {
		"case": {"state": "R2"},
		"holding": {
			"kind": "DOCUMENT",
			"parts": {"fiscaal": {"category": "C-INK"}},
			"fields": {"fiscaal/overtreding": {"category": "C-INK"}},
		},
		"inquiry": {"fields": ["fiscaal/overtreding", "inspectie/bevinding"]},
	}
	denied := {object.union({"norm": "BGS-11", "effect": "deny"}, {"fields": ["fiscaal/overtreding"]})}
	bgs_11.findings == denied with input as fixtures.result(income)
	bgs_11.findings == set() with input as object.union(fixtures.result(income), {"case": {"state": "R3"}})
	uwv := {"holding": {"parts": {"fiscaal": {"derivedFrom": ["UWV"]}}}}
	bgs_11.findings == set() with input as object.union(fixtures.result(income), uwv)
}

brings(kind, state, part) := said if {
	said := bgs_11.acts with input as fixtures.entering(kind, {"state": state}, part)
}

test_income_of_the_tax_administration_comes_in_from_the_second_phase_on if {
	deny := {{"norm": "BGS-11", "effect": "deny"}}
	tax := {"category": "C-INK", "origin": "BD", "contributors": ["BD"]}
	every state in ["R0", "R1", "R2"] {
		brings("DOCUMENT", state, tax) == deny
		brings("DOCUMENT", state, {"category": "C-VGD", "derivedFrom": ["BD-TSL"]}) == deny
		brings("DOCUMENT", state, {"category": "C-INK", "origin": "UWV", "contributors": ["UWV"]}) == set()
		brings("DOCUMENT", state, {"derivedFrom": ["BD-TSL"]}) == set()
	}
	brings("DOCUMENT", "R3", tax) == set()
}

test_permits_and_subsidies_come_in_from_who_gives_them if {
	every category in ["C-SUB", "C-VERG"] {
		brings("DOCUMENT", "R3", {"category": category, "origin": "POL"}) == {{"norm": "BGS-11", "effect": "deny"}}
		brings("DOCUMENT", "R3", {"category": category, "origin": "KVK"}) == {{"norm": "BGS-11", "effect": "deny"}}
		brings("DOCUMENT", "R3", {"category": category}) == set()
		brings("RESULT", "R6", {"category": category, "origin": "POL"}) == set()
	}
}
