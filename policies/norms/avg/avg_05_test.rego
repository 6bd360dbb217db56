package norms.avg.avg_05_test

import data.fixtures
import data.norms.avg.avg_05

oblige(obligation) := {{"norm": "AVG-05", "effect": "oblige", "obligation": obligation}}

judged(judgement) := fixtures.judged(fixtures.inquiry({}), [judgement])

scope := {"purpose": "P-BGP-AANPAK", "subject": "s-1"}

informed := fixtures.attestation("INFORMED", "informed", scope, {"reference": "B-1"})

withheld := fixtures.withheld(scope, fixtures.today + 90)

test_obliges_to_inform_a_natural_person if {
	avg_05.findings == oblige("INFORM_SUBJECT") with input as fixtures.inquiry({})
}

test_silent_when_the_person_was_informed if {
	avg_05.findings == set() with input as judged(informed)
}

test_informed_about_another_purpose_or_person_does_not_count if {
	every change in [{"purpose": "P-BGP-SIG"}, {"subject": "s-2"}] {
		other := object.union(informed, {"scope": change})
		avg_05.findings == oblige("INFORM_SUBJECT") with input as judged(other)
	}
}

test_obliges_to_review_what_was_withheld_for_a_recorded_ground if {
	avg_05.findings == oblige("REVIEW_WITHHOLDING") with input as judged(withheld)
	last_day := object.union(withheld, {"validUntilDay": fixtures.today})
	avg_05.findings == oblige("REVIEW_WITHHOLDING") with input as judged(last_day)
}

test_the_duty_is_back_after_the_day_of_review if {
	expired := object.union(withheld, {"validUntilDay": fixtures.today - 1})
	avg_05.findings == oblige("INFORM_SUBJECT") with input as judged(expired)
}

test_withholding_without_a_day_of_review_or_a_factor_does_not_count if {
	every change in [{"validUntilDay": null}, {"details": {"risks": false}}] {
		avg_05.findings == oblige("INFORM_SUBJECT") with input as judged(object.union(withheld, change))
	}
}

test_silent_when_the_person_was_informed_after_all if {
	avg_05.findings == set() with input as fixtures.judged(fixtures.inquiry({}), [withheld, informed])
}

test_silent_about_companies_places_and_counts if {
	every type in ["LEGAL", "OBJECT"] {
		avg_05.findings == set() with input as fixtures.inquiry({"inquiry": {"subject": {"type": type}}})
	}
	avg_05.findings == set() with input as fixtures.inquiry({"inquiry": {"subject": null}})
	counts := {"source": "RIEC/beelden", "fields": ["aantallen"]}
	avg_05.findings == set() with input as fixtures.inquiry({"inquiry": counts})
}

attested(judgement) := fixtures.act("attest", {"act": {"attestation": judgement}})

test_refuses_to_withhold_without_a_day_of_review if {
	avg_05.acts == {{"norm": "AVG-05", "effect": "deny"}} with input as attested(object.union(withheld, {"validUntilDay": null}))
	avg_05.acts == set() with input as attested(withheld)
}

test_silent_about_other_judgements_and_acts if {
	avg_05.acts == set() with input as attested(informed)
	avg_05.acts == set() with input as object.union(attested(object.union(withheld, {"validUntilDay": null})), {"act": {"kind": "withdraw"}})
}
