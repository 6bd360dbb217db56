package norms.pw.pw_02_test

import data.fixtures
import data.norms.pw.pw_02

deny := {{"norm": "PW-02", "effect": "deny"}}

permit := {{"norm": "PW-02", "effect": "permit", "category": "C-INK"}}

asked(changes) := fixtures.assistance({"inquiry": changes})

test_permits_what_a_listed_body_owes if pw_02.findings == permit with input as asked({})

test_denies_another_purpose if {
	every purpose in ["P-HAND", "P-BGP-AANPAK", null] {
		pw_02.findings == deny with input as asked({"purpose": purpose})
	}
}

test_a_bare_claim_closes_nothing if {
	pw_02.findings == set() with input as fixtures.inquiry({"inquiry": {"legalBasis": ["LB-6E", "LB-PW64"]}})
	pw_02.findings == set() with input as asked({"purpose": "P-HAND", "regime": "MONO"})
	carried := fixtures.judged(
		asked({"purpose": "P-HAND", "legalBasis": ["LB-PW64", "LB-AWR43CM"], "source": "BD/inkomen", "fields": ["btw_nr"]}),
		[fixtures.covenant],
	)
	pw_02.findings == set() with input as carried
}

test_no_permit_under_another_basis_or_regime if {
	every change in [{"legalBasis": ["LB-6C"]}, {"regime": "MONO"}] {
		pw_02.findings == set() with input as asked(change)
	}
}

test_no_permit_without_reasoned_necessity_in_bulk_or_in_a_case if {
	every change in [{"reasoned": {"necessity": false}}, {"mode": "BULK"}, {"namesCase": true}] {
		pw_02.findings == set() with input as asked(change)
	}
}

test_no_permit_for_another_department if {
	pw_02.findings == set() with input as asked({"recipient": {"department": "ONDM"}})
	pw_02.findings == set() with input as object.union(asked({}), {"caller": {"department": "ONDM"}})
}

test_no_permit_from_a_body_that_is_not_listed if {
	pw_02.findings == set() with input as asked({"source": "IND/verblijf", "fields": ["verblijfsstatus"]})
		with data.facts.legal_bases["LB-PW64"].categories as null
}

test_leaves_suwinet_to_its_own_statute if {
	pw_02.findings == set() with input as asked({"source": "UWV/suwinet", "fields": ["sv_loon"]})
		with data.facts.legal_bases["LB-PW64"].categories as null
}

test_silent_about_other_bases if pw_02.findings == set() with input as fixtures.inquiry({})
