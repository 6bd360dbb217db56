package norms.arch.arch_01_test

import data.fixtures
import data.norms.arch.arch_01

require := {{"norm": "ARCH-01", "effect": "require", "attestation": "SELECTIELIJST", "scope": {}}}

refused_by(type) := {{"norm": "ARCH-01", "effect": "deny", "attestation": type}}

kept := object.union(fixtures.selection, {"outcome": "keep"})

joint(from, to, attestations) := object.union(
	fixtures.transition(from, to, attestations),
	{"case": {"regime": "WGS", "involved": ["BGM"]}},
)

discharged(code, how, attestations) := fixtures.act("discharge", {
	"act": {"obligation": {"code": code, "norm": "BGS-09", "owners": ["R-CAS"], "how": how}},
	"case": {"state": "B0"},
	"attestations": attestations,
})

destroying(attestations) := [
	fixtures.transition("B6", "B7", attestations),
	joint("R1", "R8", attestations),
	joint("R7", "R8", attestations),
	discharged("DESTROY", "DONE", attestations),
	discharged("DESTROY_AFTER_YEAR", "DONE", attestations),
]

test_destroying_waits_for_the_category_of_the_selection_list if {
	every asked in destroying([]) {
		arch_01.acts == require with input as asked
	}
	every asked in destroying([object.union(fixtures.selection, {"by": "p-asker", "role": "R-PRIV", "organ": "COL"})]) {
		arch_01.acts == require with input as asked
	}
}

test_silent_once_it_is_recorded if {
	every asked in destroying([fixtures.selection]) {
		arch_01.acts == set() with input as asked
	}
}

test_denies_destroying_what_is_kept_for_good if {
	every asked in destroying([kept]) {
		arch_01.acts == refused_by("SELECTIELIJST") with input as asked
	}
	every asked in destroying([fixtures.selection, kept]) {
		arch_01.acts == refused_by("SELECTIELIJST") with input as asked
	}
}

test_silent_where_nothing_is_destroyed if {
	arch_01.acts == set() with input as fixtures.transition("B5", "B6", [])
	arch_01.acts == set() with input as joint("R6", "R7", [])
	arch_01.acts == set() with input as discharged("DESTROY", "WAIVED", [])
	arch_01.acts == set() with input as discharged("INFORM_SUBJECT", "DONE", [])
	arch_01.acts == set() with input as fixtures.act("amend", {"act": {"to": "B7"}})
}

test_silent_to_who_takes_no_part if {
	arch_01.acts == set() with input as object.union(joint("R7", "R8", []), {"caller": {"organ": "POL"}})
}

test_it_can_be_recorded_in_every_state if {
	every state in ["B0", "B1", "B6", "B7"] {
		given := fixtures.act("attest", {
			"act": {"attestation": object.union(fixtures.selection, {"by": "p-asker", "role": "R-PRIV", "organ": "COL"})},
			"caller": {"organ": "COL", "roles": ["R-PRIV"]},
			"case": {"state": state},
		})
		verdict := data.sluis.act with input as given
		verdict.outcome == "permit"
	}
}

held(type) := fixtures.attestation(type, "hold", {}, {})

test_denies_destroying_while_it_is_held if {
	every type in ["LEGAL_HOLD", "LEGAL_HOLD_ALL"] {
		every asked in destroying([fixtures.selection, held(type)]) {
			arch_01.acts == refused_by(type) with input as asked
		}
	}
	every asked in destroying([kept, held("LEGAL_HOLD")]) {
		arch_01.acts == refused_by("SELECTIELIJST") | refused_by("LEGAL_HOLD") with input as asked
	}
}

test_denies_it_to_who_held_it_and_to_who_took_the_hold_away if {
	own := object.union(held("LEGAL_HOLD"), {"by": "p-asker"})
	lifted := object.union(held("LEGAL_HOLD"), {"withdrawnByCaller": true})
	every hold in [own, lifted] {
		every asked in destroying([fixtures.selection, hold]) {
			arch_01.acts == refused_by("LEGAL_HOLD") with input as asked
		}
	}
}

test_silent_once_the_hold_has_expired if {
	expired := object.union(held("LEGAL_HOLD"), {"validUntilDay": fixtures.today - 1})
	every asked in destroying([fixtures.selection, expired]) {
		arch_01.acts == set() with input as asked
	}
}

hold_given(type, role, level) := fixtures.act("attest", {
	"act": {"attestation": object.union(held(type), {"by": "p-asker", "role": role, "organ": "COL"})},
	"caller": {"organ": "COL", "roles": [role]},
	"case": level,
})

test_a_lawyer_or_the_privacy_officer_holds_a_case_in_every_state if {
	every role in ["R-PRIV", "R-JZ"] {
		every state in ["B0", "B1", "B6", "B7"] {
			verdict := data.sluis.act with input as hold_given("LEGAL_HOLD", role, {"state": state})
			verdict.outcome == "permit"
		}
	}
}

all_held(organ, role) := fixtures.act("attest", {
	"act": {"attestation": object.union(held("LEGAL_HOLD_ALL"), {"by": "p-asker", "role": role, "organ": organ})},
	"caller": {"organ": organ, "roles": [role]},
	"case": null,
})

all_lifted(organ, role) := fixtures.act("withdraw", {
	"act": {"attestation": object.union(held("LEGAL_HOLD_ALL"), {"organ": "COL"})},
	"caller": {"organ": organ, "roles": [role]},
	"case": null,
})

test_everything_is_held_and_let_go_by_an_organ_of_the_gemeente if {
	every organ in ["BGM", "COL", "HEF"] {
		every role in ["R-PRIV", "R-JZ"] {
			given := data.sluis.act with input as all_held(organ, role)
			given.outcome == "permit"
			lifted := data.sluis.act with input as all_lifted(organ, role)
			lifted.outcome == "permit"
		}
	}
}

test_and_by_no_partner if {
	every organ in ["CP", "POL", "UWV", "BD", "RIEC", "PROV"] {
		every role in ["R-PRIV", "R-JZ"] {
			given := data.sluis.act with input as all_held(organ, role)
			given.outcome == "deny"
			lifted := data.sluis.act with input as all_lifted(organ, role)
			lifted.outcome == "deny"
		}
	}
}

test_nobody_else_holds if {
	every role in ["R-CAS", "R-OWN", "R-FG", "R-REG"] {
		verdict := data.sluis.act with input as hold_given("LEGAL_HOLD", role, {"state": "B6"})
		verdict.outcome == "deny"
	}
}
