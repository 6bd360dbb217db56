# METADATA
# title: Signaal zonder vervolg wordt vernietigd
# description: >-
#   What was gathered is destroyed or anonymised when a signal is not taken up or analysis yields nothing further.
# custom:
#   id: BGS-09
#   act: BGS
#   article: BGS 1.16 lid 1
#   tier: 2
#   certainty: V1
#   effect: deny + obligation
#   absence: null
#   inferred: >-
#     A case that is ended before its interventions was not taken up or yielded nothing further, so ending it obliges
#     to destroy. That a signal goes without follow-up is not undone: what is to be destroyed has no way back, and what
#     is seen anew is a new signal. Nothing comes in any more and nobody is added (I).
#   title:
#     nl: Signaal zonder vervolg wordt vernietigd
#     en: A signal without follow-up is destroyed
#   text:
#     nl: >-
#       Dit signaal is niet in behandeling genomen of gaf geen verdere aanwijzing. De gegevens worden vernietigd of
#       geanonimiseerd. U kunt niets meer vragen.
#     en: >-
#       This signal was not taken up or gave no further indication. The data are destroyed or anonymised. Nothing can be
#       asked any more.
#   remedies: [NEW_SIGNAL]
package norms.bgs.bgs_09

import data.lib

destroy := {"norm": "BGS-09", "effect": "oblige", "obligation": "DESTROY"}

findings contains {"norm": "BGS-09", "effect": "deny"} if without_follow_up

findings contains destroy if without_follow_up

acts contains destroy if {
	lib.riec_move[0] in {"R0", "R1", "R2", "R3", "R4"}
	lib.riec_move[1] == "R8"
}

# What is to be destroyed is not taken up again by changing a word.
acts contains {"norm": "BGS-09", "effect": "deny"} if {
	"signalOutcome" in lib.riec_amendment
	input.case.signalOutcome in no_follow_up
}

no_follow_up := {"NIET_IN_BEHANDELING", "GEEN_AANWIJZING"}

# On the municipal track a rejected signal is a matter of BGP-04.
without_follow_up if {
	lib.wgs
	not_followed_up
}

acts contains {"norm": "BGS-09", "effect": "deny"} if {
	lib.adds_to_case
	not_followed_up
}

not_followed_up if {
	input.case.regime == "WGS"
	input.case.signalOutcome in no_follow_up
}
