package acts.review_test

import data.acts.review
import data.fixtures

the_finding := {
	"code": "FINDING",
	"norm": "WGS-23",
	"owners": ["R-CAS"],
	"how": null,
	"source": null,
	"ofCase": true,
	"ofCaller": false,
}

asked(kind, resource, changes) := fixtures.act(kind, object.union(
	{"act": {"resource": resource, "purpose": "P-AUDIT", "obligation": the_finding}},
	changes,
))

by(role) := {"caller": {"roles": [role]}}

permit := {{"norm": "WGS-23", "effect": "permit"}}

test_who_reads_the_log_for_control_reviews_follows_up_and_closes if {
	every resource in ["decision", "follow-up", "closing"] {
		every role in ["R-PRIV", "R-FG"] {
			review.findings == permit with input as asked("review", resource, by(role))
		}
		every role in ["R-REG", "R-OWN", "R-MGR", "no-role"] {
			review.findings == set() with input as asked("review", resource, by(role))
		}
		without := object.union(by("R-PRIV"), {"act": {"purpose": null}})
		review.findings == set() with input as asked("review", resource, without)
	}
}

test_nobody_reviews_a_decision_on_their_own_question if {
	every own in [true, null] {
		changes := object.union(by("R-PRIV"), {"act": {"obligation": {"ofCaller": own}}})
		every resource in ["decision", "follow-up", "closing"] {
			review.findings == set() with input as asked("review", resource, changes)
		}
	}
}

test_whoever_it_is_for_follows_it_up_and_sees_it_but_neither_reviews_nor_closes if {
	every said in [["review", "follow-up"], ["read", "finding"]] {
		review.findings == permit with input as asked(said[0], said[1], by("R-CAS"))
		apart := object.union(by("R-CAS"), {"case": {"members": ["p-other"]}})
		review.findings == set() with input as asked(said[0], said[1], apart)
		review.findings == set() with input as asked(said[0], said[1], by("R-REG"))
	}
	every resource in ["decision", "closing"] {
		review.findings == set() with input as asked("review", resource, by("R-CAS"))
	}
}

test_silent_about_anything_else if {
	review.findings == set() with input as asked("read", "keys", by("R-PRIV"))
	review.findings == set() with input as asked("amend", "decision", by("R-PRIV"))
	every kind in ["read", "review"] {
		review.findings == set() with input as fixtures.act(kind, {"act": {"resource": "finding", "purpose": "P-AUDIT"}})
	}
}
