# METADATA
# title: Vernietigen volgens de selectielijst
# description: >-
#   Records are kept in good order and destroyed only under a selection list; the duty to destroy personal data and the
#   list must be reconciled.
# custom:
#   id: ARCH-01
#   act: Archiefwet 1995
#   article: Archiefwet 1995 3, 5 en 12
#   tier: 1
#   certainty: V1
#   effect: needs approval
#   absence: review
#   inferred: >-
#     Speaks where data are destroyed: when a case enters the state of destroying (B7, R8) and when a duty to destroy is
#     reported as done, never when something is asked. Which category of the list fits is recorded for the case by the
#     privacy officer or a lawyer, who is not the one who destroys; a category that is kept for good stops destroying (I).
#   title:
#     nl: Vernietigen volgens de selectielijst
#     en: Destroy under the selection list
#   text:
#     nl: >-
#       De overheid vernietigt alleen wat volgens de selectielijst weg mag. Leg eerst vast onder welke categorie deze zaak
#       valt. Moet zij blijvend bewaard worden, dan vernietigt u niet en overlegt u over anonimiseren.
#     en: >-
#       Government destroys only what may go according to the selection list. First record under which category this case
#       falls. If it must be kept for good, it is not destroyed, and anonymising is discussed.
#   remedies: [SELECTION_LIST]
package norms.arch.arch_01

import data.lib

acts contains {"norm": "ARCH-01", "effect": "require", "attestation": "SELECTIELIJST", "scope": {}} if {
	destroying
	not ["SELECTIELIJST", null] in lib.met
	not ["SELECTIELIJST", null] in lib.refused
}

acts contains {"norm": "ARCH-01", "effect": "deny"} if {
	destroying
	["SELECTIELIJST", null] in lib.refused
}

destroying if lib.bgp_move[1] == "B7"

destroying if lib.riec_move[1] == "R8"

# A duty that is waived destroys nothing.
destroying if {
	input.act.kind == "discharge"
	input.act.obligation.how == "DONE"
	startswith(input.act.obligation.code, "DESTROY")
}
