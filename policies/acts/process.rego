# METADATA
# title: A kind of processing that is new or changed
# description: >-
#   In a RIEC a representative of a participant, its manager or its privacy officer puts it forward (I). Outside a RIEC no
#   norm carries it: there the register of processing and the DPIA are judgements of their own (AVG-06).
package acts.process

import data.lib

findings contains {"norm": "WGS-25", "effect": "permit"} if {
	# Of the organisation, not of a case.
	is_null(input.case)
	lib.riec_processing
	lib.participant_caller
	some role in input.caller.roles
	role in {"R-RIEC-D", "R-MGR", "R-PRIV"}
}
