# Named questions about a RIEC (WGS): who takes part, for which task, and which data phases the case has opened.
package lib

# The participant of WGS 2.19 as which the caller's organ takes part.
participant_caller := data.facts.organs[input.caller.organ].participantAs if {
	data.facts.organs[input.caller.organ].participant
}

# The task that is claimed is listed for that participant.
task_of_participant if participant_caller in data.facts.tasks[input.inquiry.task].wgs

# Involved by decision of the participants (WGS 2.23 lid 5), in a case on the RIEC track.
caller_involved if {
	input.case.regime == "WGS"
	participant_caller in input.case.involved
}

recipient_involved if {
	input.case.regime == "WGS"
	data.facts.organs[input.inquiry.recipient.organ].participantAs in input.case.involved
}

# A department of the gemeente takes part for no organ on its own: it receives for a task of that organ that is listed, and
# that is its work. A task of the whole organ is no department's (I).
recipient_without_listed_task contains data.facts.organs[organ].participantAs if {
	wgs
	organ := input.inquiry.recipient.organ
	is_string(input.inquiry.recipient.department)
	not department_with_listed_task
}

department_with_listed_task if {
	organ := input.inquiry.recipient.organ
	some task_row in data.facts.tasks
	organ in task_row.organs
	data.facts.organs[organ].participantAs in task_row.wgs
	input.inquiry.recipient.department in task_row.departments
}

# The tax administration with all its units, customs and allowances included (WGS 2.19 lid 1 onder b).
from_tax_administration if participant_source == "BD"

# The move that an act wants to make on the RIEC track; of who takes no part, nobody says what it lacks.
riec_move := [input.case.state, input.act.to] if {
	input.act.kind == "transition"
	input.case.regime == "WGS"
	takes_part
}

# Facts of a case on the RIEC track that an act wants to make others; of who takes no part, nobody says which may.
riec_amendment := {fact | some fact in input.act.amends} if {
	input.act.kind == "amend"
	input.case.regime == "WGS"
	takes_part
}

# Data phases that the state opens (WGS 2.23 lid 6).
open_phases contains phase if {
	some phase in {"F1", "F2"}
	phase in phases_of_state
}

# The third phase never for a scan (WGS 2.23 lid 6 onder c).
open_phases contains "F3" if {
	"F3" in phases_of_state
	input.case.activity in {"KNELPUNT", "CASUS"}
}

phases_of_state := state_row.phases

# Of what is brought in, which is no inquiry.
phases_of_state := data.facts.states.WGS[input.case.state].phases if entering_riec

categories_in_open_phase contains category if {
	some category in categories
	data.facts.categories[category].phase in open_phases
}

# Participants for which an intervention was agreed or refused (WGS 2.23 lid 7). The scope of that judgement names who
# carries it out, not who holds the data.
interventions[verdict] contains organ.participantAs if {
	some [attestation, row] in at_hand
	attestation.type == "INTERVENTION"
	organ := data.facts.organs[attestation.scope.organ]
	organ.participant
	verdict := verdict_of(attestation, row)
}
