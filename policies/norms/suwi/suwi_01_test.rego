package norms.suwi.suwi_01_test

import data.fixtures
import data.norms.suwi.suwi_01

deny := {{"norm": "SUWI-01", "effect": "deny", "category": "C-SUWI"}}

permit := {{"norm": "SUWI-01", "effect": "permit", "category": "C-SUWI"}}

suwinet := {"source": "UWV/suwinet", "fields": ["sv_loon"]}

asked(changes) := fixtures.assistance({"inquiry": object.union(object.union(suwinet, {"legalBasis": ["LB-SUWI62"]}), changes)})

test_permits_work_and_income if suwi_01.findings == permit with input as asked({})

test_denies_another_purpose if {
	every purpose in ["P-HAND", "P-BGP-AANPAK", null] {
		suwi_01.findings == deny with input as asked({"purpose": purpose})
	}
	suwi_01.findings == deny with input as fixtures.inquiry({"inquiry": suwinet})
}

test_denies_the_hit_too if {
	suwi_01.findings == deny with input as asked({"purpose": "P-HAND", "mode": "HITNOHIT", "fields": []})
}

test_no_permit_under_another_basis_in_bulk_or_in_a_case if {
	every change in [{"legalBasis": ["LB-6E"]}, {"mode": "BULK"}, {"namesCase": true}, {"purpose": "P-SUWI"}] {
		suwi_01.findings == set() with input as asked(change)
	}
}

test_no_permit_for_another_department if {
	suwi_01.findings == set() with input as asked({"recipient": {"department": "ONDM"}})
	suwi_01.findings == set() with input as object.union(asked({}), {"caller": {"department": "SR"}})
}

riec(state) := fixtures.riec({"case": {"state": state}, "inquiry": suwinet})

test_leaves_what_the_uwv_brings_into_a_riec_to_the_wgs if {
	every state in ["R2", "R3", "R4", "R5"] {
		suwi_01.findings == set() with input as riec(state)
	}
}

test_denies_in_a_riec_that_is_not_there_yet_and_from_another_holder if {
	suwi_01.findings == deny with input as riec("R1")
	suwi_01.findings == deny with input as riec("R3") with data.facts.sources["UWV/suwinet"].organ as "COL"
}

test_silent_about_other_data if suwi_01.findings == set() with input as fixtures.inquiry({})

# In a result they are what the UWV contributed, and nobody else.
test_a_result_holds_what_uwv_alone_brought_in if {
	asked := fixtures.result({"holding": {
		"parts": {"inspectie": {"category": "C-SUWI", "contributors": ["UWV"]}},
		"fields": {"inspectie/bevinding": {"category": "C-SUWI"}},
	}})
	suwi_01.findings == set() with input as asked
	every contributors in [[], ["COL"], ["COL", "UWV"]] {
		other := {"holding": {"parts": {"inspectie": {"contributors": contributors}}}}
		count(suwi_01.findings) == 1 with input as object.union(asked, other)
	}
}
