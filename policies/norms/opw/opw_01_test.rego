package norms.opw.opw_01_test

import data.fixtures
import data.norms.opw.opw_01

deny := {{"norm": "OPW-01", "effect": "deny"}}

asked(changes) := object.union(
	fixtures.inquiry({"inquiry": {"purpose": "P-13B", "source": "BZ/personen", "subject": {"type": "OBJECT"}}}),
	changes,
)

# S02: an order on the dwelling where the plants were found.
test_s02_silent_for_the_mayor_about_an_address_or_a_parcel if {
	opw_01.findings == set() with input as asked({})
	opw_01.findings == set() with input as asked({"inquiry": {"source": "KAD/rechten"}})
}

test_denies_another_organ if {
	opw_01.findings == deny with input as asked({"caller": {"organ": "COL"}})
}

test_denies_a_question_about_a_person_or_a_company if {
	every type in ["NATURAL", "LEGAL"] {
		opw_01.findings == deny with input as asked({"inquiry": {"subject": {"type": type}}})
	}
}

test_denies_a_question_about_nobody_in_particular if {
	opw_01.findings == deny with input as asked({"inquiry": {"subject": null}})
}

test_denies_an_object_that_is_no_place if {
	opw_01.findings == deny with input as asked({"inquiry": {"source": "RDW/voertuigen"}})
}

test_denies_an_unknown_source if {
	opw_01.findings == deny with input as asked({"inquiry": {"source": "ONBEKEND/bron"}})
}

test_silent_about_a_municipal_approach_under_the_same_task if {
	opw_01.findings == set() with input as fixtures.inquiry({})
}

test_a_report_that_is_held_is_about_the_place_that_was_named if {
	opw_01.findings == set() with input as fixtures.report({})
	person := {"inquiry": {"subject": {"type": "NATURAL"}}}
	count(opw_01.findings) == 1 with input as fixtures.report(person)
	count(opw_01.findings) == 1 with input as fixtures.report({"caller": {"organ": "COL"}})
	count(opw_01.findings) == 1 with input as object.union(fixtures.report({}), {"holding": null})
}
