package norms.riec.riec_03_test

import data.fixtures
import data.lib
import data.norms.riec.riec_03

deny := {{"norm": "RIEC-03", "effect": "deny"}}

claiming(bases) := fixtures.riec({"inquiry": {"legalBasis": bases}})

test_denies_a_covenant_or_protocol_alone if {
	every bases in [["CONVENANT"], ["PROTOCOL"], ["PROTOCOL", "CONVENANT"]] {
		riec_03.findings == deny with input as claiming(bases)
	}
}

test_denies_under_every_regime if {
	every regime in ["MONO", "BGP", "BILATERAL", "WGS", "BIBOB"] {
		asked := object.union(claiming(["CONVENANT"]), {"inquiry": {"regime": regime}})
		riec_03.findings == deny with input as asked
	}
}

test_silent_beside_a_statute if {
	riec_03.findings == set() with input as claiming(["CONVENANT", "LB-WGS15"])
}

test_never_a_validated_basis if {
	lib.bases == {"LB-WGS15"} with input as claiming(["CONVENANT", "LB-WGS15", "PROTOCOL"])
}

test_leaves_a_question_without_a_basis_to_avg_01 if {
	riec_03.findings == set() with input as claiming([])
}

test_silent_about_acts if {
	riec_03.findings == set() with input as fixtures.act("open", {})
}
