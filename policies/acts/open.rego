# METADATA
# title: Opening a case
# description: >-
#   A role of the table opens a case of its track, for purposes that fit the track. Whether the gemeente adopted the
#   protocol is for BGP-12 to refuse.
package acts.open

import data.lib

findings contains {"norm": opening.norm, "effect": "permit"} if {
	input.act.kind == "open"
	some role in input.caller.roles
	role in opening.roles
	of_this_track
	purposes_fit
	activity_known

	# A case carried over from elsewhere may date its first processing earlier, never later.
	input.act.firstProcessedDay <= input.today
	is_number(input.act.firstProcessedDay)
}

# The activities of WGS 2.18 lid 1; the municipal track has none.
activity_known if input.act.activity in {null, "CASUS", "KNELPUNT", "SCAN"}

opening := data.facts.openings[input.act.regime]

of_this_track if {
	input.act.regime == "BGP"
	data.facts.organs[input.caller.organ].kind == "MUNICIPAL"
}

of_this_track if {
	input.act.regime == "WGS"
	lib.participant_caller
}

purposes_fit if {
	count(input.act.purposes) > 0
	every purpose in input.act.purposes {
		input.act.regime in data.facts.purposes[purpose].regimes
	}
}
