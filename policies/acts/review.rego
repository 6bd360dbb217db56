# METADATA
# title: Reviewing decisions afterwards
# description: >-
#   A decision is reviewed, followed up and closed for control, by who may read the log for it, and never by who asked. Whoever
#   a finding is for sees it and follows it up. The law names supervision and not how it goes: the rest is a choice (I).
package acts.review

import data.acts.read
import data.lib

findings contains {"norm": read.reading.norm, "effect": "permit"} if {
	input.act.kind == "review"
	input.act.obligation.ofCaller == false
	some role in input.caller.roles
	role in read.reading.roles
}

findings contains {"norm": input.act.obligation.norm, "effect": "permit"} if {
	input.act.resource in {"finding", "follow-up"}
	lib.owns_obligation
	lib.obligation_within_reach
}
