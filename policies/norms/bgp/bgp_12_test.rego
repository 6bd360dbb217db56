package norms.bgp.bgp_12_test

import data.fixtures
import data.norms.bgp.bgp_12

deny := {"norm": "BGP-12", "effect": "deny"}

destroy := {"norm": "BGP-12", "effect": "oblige", "obligation": "DESTROY"}

asked := fixtures.inquiry({})

adopted_by(organs) := object.union(fixtures.settings, {fixtures.caller.oin: {"bgp": {"adoptedBy": organs}}})

closed(day) := fixtures.inquiry({"case": {"closedDay": day}})

opening(regime) := fixtures.act("open", {"act": {"regime": regime}, "case": null})

test_silent_when_both_adopted if {
	bgp_12.findings == set() with input as asked with data.settings as fixtures.settings
}

test_denies_when_only_one_adopted if {
	bgp_12.findings == {deny} with input as asked with data.settings as adopted_by(["COL"])
	bgp_12.findings == {deny} with input as asked with data.settings as adopted_by(["BGM"])
}

test_denies_in_a_gemeente_without_settings if {
	bgp_12.findings == {deny} with input as asked
}

test_denies_after_closing if {
	every state in ["B6", "B7"] {
		bgp_12.findings == {deny} with input as fixtures.inquiry({"case": {"state": state}}) with data.settings as fixtures.settings
	}
}

test_silent_on_the_last_day_of_retention if {
	bgp_12.findings == set() with input as closed(fixtures.today - 365) with data.settings as fixtures.settings
}

test_denies_and_has_destroyed_after_retention if {
	bgp_12.findings == {deny, destroy} with input as closed(fixtures.today - 366) with data.settings as fixtures.settings
}

test_silent_under_another_regime if {
	bgp_12.findings == set() with input as fixtures.inquiry({"inquiry": {"regime": "WGS"}})
}

test_no_case_is_opened_without_adoption if {
	bgp_12.acts == {deny} with input as opening("BGP") with data.settings as adopted_by(["COL"])
	bgp_12.acts == {deny} with input as opening("BGP")
}

test_a_case_may_be_opened_after_adoption if {
	bgp_12.acts == set() with input as opening("BGP") with data.settings as fixtures.settings
}

test_silent_about_a_riec_case if {
	bgp_12.acts == set() with input as opening("WGS")
}

entering(asked) := said if {
	said := bgp_12.acts with input as asked with data.settings as fixtures.settings
}

test_nothing_and_nobody_is_added_to_a_closed_case if {
	deny := {{"norm": "BGP-12", "effect": "deny"}}
	every state in ["B6", "B7"] {
		entering(fixtures.gathering(state, {})) == deny
		entering(fixtures.adding(fixtures.gathering(state, {}))) == deny
	}
	entering(fixtures.gathering("B5", {"closedDay": 20415})) == deny
	entering(fixtures.gathering("B5", {"closedDay": 20416})) == set()
	entering(fixtures.gathering("B5", {})) == set()
	entering(fixtures.adding(fixtures.gathering("B1", {}))) == set()
	entering(object.union(fixtures.gathering("B6", {}), {"caller": {"organ": "POL"}})) == set()
	bgp_12.acts == deny with input as fixtures.gathering("B4", {})
}
