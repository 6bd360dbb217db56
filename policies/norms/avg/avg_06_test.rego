package norms.avg.avg_06_test

import data.fixtures
import data.norms.avg.avg_06

asked := fixtures.inquiry({})

deny := {"norm": "AVG-06", "effect": "deny"}

log := {"norm": "AVG-06", "effect": "oblige", "obligation": "LOG"}

test_only_obliges_when_register_and_dpia_are_there if {
	avg_06.findings == {log} with input as fixtures.judged(asked, fixtures.accounted)
}

test_denies_without_a_dpia if {
	avg_06.findings == {log, deny} with input as fixtures.judged(asked, [fixtures.register])
}

test_denies_without_a_register_entry if {
	avg_06.findings == {log, deny} with input as fixtures.judged(asked, [fixtures.dpia])
}

test_denies_when_they_speak_about_another_purpose if {
	other := object.union(fixtures.dpia, {"scope": {"purpose": "P-BGP-SIG"}})
	avg_06.findings == {log, deny} with input as fixtures.judged(asked, [fixtures.register, other])
}

test_denies_when_the_dpia_expired_yesterday if {
	expired := object.union(fixtures.dpia, {"validUntilDay": fixtures.today - 1})
	avg_06.findings == {log, deny} with input as fixtures.judged(asked, [fixtures.register, expired])
	last_day := object.union(fixtures.dpia, {"validUntilDay": fixtures.today})
	avg_06.findings == {log} with input as fixtures.judged(asked, [fixtures.register, last_day])
}

test_only_obliges_for_counts_without_persons if {
	avg_06.findings == {log} with input as fixtures.inquiry({"inquiry": {"source": "RIEC/beelden", "fields": [counted]}})
}

test_denies_when_nothing_is_asked if {
	deny in avg_06.findings with input as fixtures.inquiry({"inquiry": {"fields": []}})
}

test_silent_about_acts if {
	avg_06.findings == set() with input as fixtures.act("open", {})
}

counted := [name | some name, _ in data.facts.sources["RIEC/beelden"].fields][0]

stopped(type, scope) := fixtures.judged(asked, array.concat(fixtures.accounted, [fixtures.attestation(type, "stopped", scope, {})]))

test_denies_what_is_stopped if {
	every stop in [
		["STOP_ALL", {}],
		["STOP_CALLER", {"person": "p-asker"}],
		["STOP_PURPOSE", {"purpose": "P-BGP-AANPAK"}],
		["STOP_SOURCE", {"source": "BEL/heffingen"}],
	] {
		avg_06.findings == {log, deny} with input as stopped(stop[0], stop[1])
	}
}

test_a_stop_of_something_else_stops_nothing_here if {
	every stop in [
		["STOP_CALLER", {"person": "p-other"}],
		["STOP_PURPOSE", {"purpose": "P-BGP-SIG"}],
		["STOP_SOURCE", {"source": "VERG/vergunningen"}],
	] {
		avg_06.findings == {log} with input as stopped(stop[0], stop[1])
	}
}

test_denies_on_what_the_asker_recorded if {
	every own in fixtures.accounted {
		others := [record | some record in fixtures.accounted; record.type != own.type]
		recorded := array.concat(others, [object.union(own, {"by": "p-asker"})])
		avg_06.findings == {log, deny} with input as fixtures.judged(asked, recorded)
	}
}

everything_stopped(kind, changes) := object.union(
	fixtures.act(kind, changes),
	{"attestations": [fixtures.attestation("STOP_ALL", "stopped", {}, {})]},
)

deny_act := {{"norm": "AVG-06", "effect": "deny"}}

test_a_stop_of_everything_stops_every_act if {
	every kind in ["open", "amend", "transition", "hold", "correct", "process"] {
		avg_06.acts == deny_act with input as everything_stopped(kind, {})
	}
	every kind in ["attest", "withdraw"] {
		every judgement in [fixtures.dpia, fixtures.pc2a, fixtures.veto("BD/inkomen")] {
			avg_06.acts == deny_act with input as everything_stopped(kind, {"act": {"attestation": judgement}})
		}
	}
	every resource in ["case", "holding"] {
		avg_06.acts == deny_act with input as everything_stopped("read", {"act": {"resource": resource}})
	}
}

test_but_not_what_ends_it_accounts_for_it_or_fulfils_a_duty if {
	every kind in ["attest", "withdraw"] {
		every type in ["STOP_ALL", "STOP_CALLER", "STOP_PURPOSE", "STOP_SOURCE"] {
			stop := fixtures.attestation(type, "stopped", {}, {})
			avg_06.acts == set() with input as everything_stopped(kind, {"act": {"attestation": stop}})
		}
		every type in ["LEGAL_HOLD", "LEGAL_HOLD_ALL"] {
			hold := fixtures.attestation(type, "hold", {}, {})
			avg_06.acts == set() with input as everything_stopped(kind, {"act": {"attestation": hold}})
		}
	}
	every resource in ["decisions", "decisions-by-subject", "decision", "export", "retention", "obligation", "attestations"] {
		avg_06.acts == set() with input as everything_stopped("read", {"act": {"resource": resource}})
	}
	every resource in ["sample", "finding", "health"] {
		avg_06.acts == set() with input as everything_stopped("read", {"act": {"resource": resource}})
	}
	every kind in ["discharge", "review"] {
		avg_06.acts == set() with input as everything_stopped(kind, {})
	}
}

test_acts_go_on_under_another_stop_one_that_ended_and_one_that_they_lifted if {
	stop := fixtures.attestation("STOP_ALL", "stopped", {}, {})
	every other in [
		fixtures.attestation("STOP_SOURCE", "stopped", {"source": "BEL/heffingen"}, {}),
		object.union(stop, {"validUntilDay": fixtures.today - 1}),
		object.union(stop, {"withdrawnByCaller": true}),
	] {
		avg_06.acts == set() with input as fixtures.act("amend", {"attestations": [other]})
	}
	avg_06.acts == deny_act with input as fixtures.act("amend", {"attestations": [object.union(stop, {"validUntilDay": fixtures.today})]})
}

test_a_stop_counts_also_for_who_gave_it if {
	own := object.union(fixtures.attestation("STOP_ALL", "stopped", {}, {}), {"by": "p-asker"})
	deny in avg_06.findings with input as fixtures.judged(asked, array.concat(fixtures.accounted, [own]))
}

held(judgements, changes) := said if {
	said := avg_06.findings with input as fixtures.judged(fixtures.report(changes), judgements)
}

test_a_source_that_is_stopped_is_stopped_where_its_data_are_held if {
	stop := fixtures.attestation("STOP_SOURCE", "stopped", {"source": "POL/registraties"}, {})
	asked := {"inquiry": {"fields": ["bewoner/geslachtsnaam", "rapport/rol"]}}
	denied := {"norm": "AVG-06", "effect": "deny", "fields": ["rapport/rol"]}
	denied in held([stop], asked)
	every other in [
		object.union(stop, {"scope": {"source": "TH/controles"}}),
		object.union(stop, {"validUntilDay": fixtures.today - 1}),
		object.union(stop, {"withdrawnByCaller": true, "by": "p-asker"}),
	] {
		not denied in held([other], asked)
	}
}

test_who_brought_it_in_does_not_ask_it_for_another if {
	denied := {"norm": "AVG-06", "effect": "deny"}
	found := held(fixtures.register_and_dpia("MONO", "P-13B"), {
		"holding": {"ofCaller": true},
		"inquiry": {"recipient": {"organ": "BGM", "department": "JZ"}},
	})
	denied in found
	own := held(fixtures.register_and_dpia("MONO", "P-13B"), {"holding": {"ofCaller": true}})
	not denied in own
}
