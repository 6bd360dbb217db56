package norms.wpg.wpg_02_test

import data.fixtures
import data.norms.wpg.wpg_02

permit := {{"norm": "WPG-02", "effect": "permit", "category": "C-POL8"}}

deny := {{"norm": "WPG-02", "effect": "deny", "category": "C-POL8"}}

asked := fixtures.police(fixtures.supervision)

agreed(changes) := fixtures.judged(object.union(asked, changes), [fixtures.agreement])

test_permits_supervision_under_an_agreement if {
	wpg_02.findings == permit with input as agreed({})
	wpg_02.findings == permit with input as agreed({"inquiry": {"mode": "HITNOHIT", "fields": []}})
}

test_denies_without_an_agreement if {
	wpg_02.findings == deny with input as asked
}

test_denies_when_the_basis_is_not_claimed if {
	wpg_02.findings == deny with input as agreed({"inquiry": {"legalBasis": ["LB-6E"]}})
}

test_denies_a_statute_that_is_not_designated if {
	undesignated := object.union(fixtures.agreement, {"details": {"designated": false}})
	wpg_02.findings == deny with input as fixtures.judged(asked, [undesignated])
}

# An agreement that does not count does not borrow from one about another statute that does.
test_denies_a_statute_that_the_agreement_is_not_about if {
	elsewhere := object.union(fixtures.agreement, {"details": {"statute": "APV:handhaving"}})
	undesignated := object.union(fixtures.agreement, {"details": {"designated": false}})
	wpg_02.findings == deny with input as fixtures.judged(asked, [elsewhere])
	wpg_02.findings == deny with input as fixtures.judged(asked, [elsewhere, undesignated])
	wpg_02.findings == deny with input as fixtures.judged(
		asked,
		[elsewhere, object.union(fixtures.agreement, {"type": "DOC_CONVENANT"})],
	)
}

test_denies_an_agreement_with_another_force if {
	elsewhere := object.union(fixtures.agreement, {"scope": {"organ": "KMAR"}})
	wpg_02.findings == deny with input as fixtures.judged(asked, [elsewhere])
}

test_denies_a_department_without_supervisors_of_the_statute if {
	wpg_02.findings == deny with input as agreed({"inquiry": {"recipient": {"department": "VERG"}}})
	wpg_02.findings == deny with input as agreed({"inquiry": {"recipient": {"organ": "COL"}}})
}

test_denies_a_file_of_many if {
	wpg_02.findings == deny with input as agreed({"inquiry": {"mode": "BULK"}})
}

test_denies_another_purpose if {
	wpg_02.findings == deny with input as agreed({"inquiry": {"purpose": "P-VERG"}})
	wpg_02.findings == deny with input as agreed({"inquiry": {"purpose": null}})
	enforcement := object.union(fixtures.agreement, {"scope": {"purpose": "P-HAND"}})
	wpg_02.findings == deny with input as fixtures.judged(
		object.union(asked, {"inquiry": {"purpose": "P-HAND"}}),
		[enforcement],
	)
}

test_leaves_public_order_to_wpg_01 if {
	wpg_02.findings == set() with input as fixtures.police({"caller": {"organ": "COL"}})
	wpg_02.findings == set() with input as fixtures.police({})
}

test_silent_where_another_route_carries if {
	special := object.union(asked, {"inquiry": {"legalBasis": ["LB-WPG19"]}})
	wpg_02.findings == set() with input as special
}

test_silent_about_other_sources_and_in_a_riec if {
	wpg_02.findings == set() with input as fixtures.inquiry({})
	wpg_02.findings == set() with input as fixtures.riec({"inquiry": {"source": "POL/registraties", "fields": ["plaats"]}})
}

records := [fixtures.record({"index": index, "wpgArticle": article}) |
	some index, article in ["8", "13", "9", null]
]

test_screens_what_is_not_compliance_data if {
	wpg_02.screening == {
		{"norm": "WPG-02", "effect": "deny", "record": 2},
		{"norm": "WPG-02", "effect": "deny", "record": 3},
	} with input as agreed({"records": records})
}

test_screens_nothing_that_goes_by_a_wider_route_beside_it if {
	incidental := object.union(asked, {"inquiry": {"legalBasis": ["LB-WPG18", "LB-WPG19"]}, "records": records})
	special := fixtures.special_case("POL/registraties", "P-TOEZ")
	count(wpg_02.screening) == 2 with input as fixtures.judged(incidental, [fixtures.agreement])
	wpg_02.screening == set() with input as fixtures.judged(incidental, [fixtures.agreement, special])
}

test_screens_nothing_for_public_order if {
	wpg_02.screening == set() with input as fixtures.police({"records": records})
}
