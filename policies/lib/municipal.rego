# Named questions about task, power and the municipal protocol. A missing fact leaves a question without answer, and
# norms refuse on that.
package lib

# The statutory task that is claimed, and the purpose, from the tables. Unknown code: undefined.
task := data.facts.tasks[input.inquiry.task]

purpose := data.facts.purposes[input.inquiry.purpose]

regime_fits_purpose if input.inquiry.regime in purpose.regimes

purpose_fits_task if input.inquiry.purpose in task.purposes

caller_holds_task if {
	input.caller.organ in task.organs
	task.departments == null
}

caller_holds_task if {
	input.caller.organ in task.organs
	input.caller.department in task.departments
}

recipient_of_its_organ if {
	input.inquiry.recipient.organ in data.facts.departments[input.inquiry.recipient.department].organs
}

# A department has no powers of its own: it receives for an organ that it works for, and that organ must hold the task.
recipient_holds_task if {
	recipient_of_its_organ
	input.inquiry.recipient.organ in task.organs
}

# A case that is named must exist and be on the track of the regime; naming another regime opens nothing.
case_fits if input.inquiry.namesCase == false

case_fits if {
	input.inquiry.namesCase == true
	input.case.regime == input.inquiry.regime
}

# Only counts and trends (K1): no data about persons. Nothing asked is not an answer to that.
impersonal if {
	count(categories) > 0
	every category in categories {
		data.facts.categories[category].class == "K1"
	}
}

# Wet BRP chapter 3 is about what the population register provides, not about what somebody holds already (I).
brp_categories contains category if {
	not names_holding
	some category in (categories & {"C-BRP-ID", "C-BRP-ADR", "C-BRP-REL", "C-BRP-NAT"})
}

# A judgement that was given and not refused by another one; contradiction is no judgement.
upheld := met - refused

# Weighing 1: at least one indicator of situational or local anchoring.
anchored if {
	["W1", null] in upheld
	some attestation in counts
	attestation.type == "W1"
	is_number(attestation.details.anchor)
	attestation.details.anchor >= 1
}

# Outcomes recorded for weighing 3 and 4.
outcomes_w3 := {outcome | some pair in chosen; pair[0] == "W3"; outcome := pair[1]}

outcomes_w4 := {outcome | some pair in chosen; pair[0] == "W4"; outcome := pair[1]}

# The move that an act wants to make on the municipal track; of who takes no part, nobody says what it lacks.
bgp_move := [input.case.state, input.act.to] if {
	input.act.kind == "transition"
	takes_part
	input.case.regime == "BGP"
}
