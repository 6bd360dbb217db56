package norms.bib.bib_01_test

import data.fixtures
import data.norms.bib.bib_01

permit(category) := {"norm": "BIB-01", "effect": "permit", "category": category}

deny(category) := {"norm": "BIB-01", "effect": "deny", "category": category}

# The coordinating department asks for itself; the tests change what they are about.
asked(changes) := object.union(fixtures.bibob({"inquiry": {"fields": ["leningen", "mate_van_gevaar"]}}), changes)

both := {deny("C-BIB-A"), deny("C-BIB-F")}

to(organ, department) := {"recipient": {"organ": organ, "department": department}}

test_permits_the_coordinating_department if {
	bib_01.findings == {permit("C-BIB-A"), permit("C-BIB-F")} with input as asked({})
}

test_no_permit_in_bulk_in_a_case_or_without_the_task if {
	every change in [{"mode": "BULK"}, {"namesCase": true}, {"task": null}] {
		bib_01.findings == set() with input as asked({"inquiry": change})
	}
}

test_denies_under_another_regime_or_for_another_purpose if {
	bib_01.findings == both with input as asked({"inquiry": {"regime": "WGS"}})
	bib_01.findings == both with input as asked({"inquiry": {"regime": "BGP", "purpose": "P-BGP-AANPAK"}})
	bib_01.findings == both with input as asked({"inquiry": {"purpose": "P-VERG"}})
	bib_01.findings == both with input as asked({"inquiry": {"purpose": null}})
}

test_denies_another_department if {
	bib_01.findings == both with input as asked({"inquiry": to("COL", "VERG")})
}

test_denies_who_names_the_coordinating_department_as_recipient if {
	bib_01.findings == both with input as asked({"caller": {"department": "VERG"}})
}

test_denies_a_department_that_does_not_act_for_the_mayor if {
	bib_01.findings == both with input as asked({"inquiry": to("BGM", "WI")})
}

test_denies_private_parties_partnerships_and_the_public if {
	every organ in ["BANK", "ZVH", "RIEC-OTHER", "PUBLIEK", "BETR"] {
		bib_01.findings == both with input as asked({"inquiry": to(organ, null)})
	}
}

test_denies_the_hit_too if {
	hit := {"inquiry": object.union(to("COL", "VERG"), {"mode": "HITNOHIT", "fields": []})}
	bib_01.findings == both with input as asked(hit)
}

test_leaves_those_that_the_act_names_to_their_own_norm if {
	every recipient in [to("POL", null), to("OM", null), to("BGM", null), to("BGM", "VERG"), to("PROV", null)] {
		bib_01.findings == set() with input as asked({"inquiry": recipient})
	}
	support := object.union(to("BD", null), {"legalBasis": ["LB-BIB28D"]})
	bib_01.findings == set() with input as asked({"inquiry": support})
}

test_leaves_the_mayor_who_asks_for_the_own_decision_to_its_own_norm if {
	mayor := {"caller": {"organ": "BGM", "department": "VERG"}, "inquiry": to("BGM", "VERG")}
	bib_01.findings == set() with input as asked(mayor)
}

test_silent_about_other_data if bib_01.findings == set() with input as fixtures.inquiry({})
