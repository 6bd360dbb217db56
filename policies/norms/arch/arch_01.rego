# METADATA
# title: Vernietigen volgens de selectielijst
# description: >-
#   Records are kept in good order and destroyed only under a selection list; the duty to destroy personal data and the
#   list must be reconciled.
# custom:
#   id: ARCH-01
#   act: Archiefwet 1995
#   article: Archiefwet 1995 3, 5 en 12, AVG 17 lid 3 onder e, AVG 18 lid 1 onder c en d
#   tier: 1
#   certainty: V1
#   effect: needs approval
#   absence: review
#   inferred: >-
#     Speaks where data are destroyed: when a case enters the state of destroying (B7, R8) and when a duty to destroy is
#     reported as done, never when something is asked. Which category of the list fits is recorded for the case by the
#     privacy officer or a lawyer, who is not the one who destroys; a category that is kept for good stops destroying (I).
#     While something is needed for a legal claim, or a person asked for restriction, the same roles stop destroying: of one
#     case or of all (LEGAL_HOLD, LEGAL_HOLD_ALL). The GDPR names the grounds, not who decides on them or how, nor how firm
#     our reading of it is (U1); who took a stop away does not then destroy (I). All of it is held and let go by an organ of
#     the gemeente, and not by a partner that has a seat there (I). What belongs to no case goes only once the organisation
#     says in its settings under which category its log falls (I).
#   title:
#     nl: Vernietigen volgens de selectielijst
#     en: Destroy under the selection list
#   text:
#     nl: >-
#       De overheid vernietigt alleen wat volgens de selectielijst weg mag. Leg eerst vast onder welke categorie deze zaak
#       valt. Moet zij blijvend bewaard worden, dan vernietigt u niet en overlegt u over anonimiseren. Dat kan ook voor
#       een rechtszaak nodig zijn.
#     en: >-
#       Government destroys only what may go according to the selection list. First record under which category this case
#       falls. If it must be kept for good, it is not destroyed, and anonymising is discussed. A legal
#       claim may need that too.
#   remedies: [SELECTION_LIST, LIFT_HOLD]
package norms.arch.arch_01

import data.lib

acts contains {"norm": "ARCH-01", "effect": "require", "attestation": "SELECTIELIJST", "scope": {}} if {
	destroying
	not ["SELECTIELIJST", null] in lib.met
	not ["SELECTIELIJST", null] in lib.refused
}

acts contains {"norm": "ARCH-01", "effect": "deny", "attestation": type} if {
	destroying
	some type in ["SELECTIELIJST", "LEGAL_HOLD", "LEGAL_HOLD_ALL"]
	[type, null] in lib.refused
}

destroying if lib.bgp_move[1] == "B7"

destroying if lib.riec_move[1] == "R8"

# A duty that is waived destroys nothing.
destroying if {
	input.act.kind == "discharge"
	input.act.obligation.how == "DONE"
	startswith(input.act.obligation.code, "DESTROY")
}
