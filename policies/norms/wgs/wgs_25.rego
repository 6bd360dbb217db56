# METADATA
# title: Nieuwe verwerking eerst langs de RAC
# description: >-
#   A kind of processing that is new or changed needs prior involvement of the lawfulness advisory committee; who deviates
#   from its advice gives reasons and reports them; there is an audit after two years and then every four.
# custom:
#   id: WGS-25
#   act: WGS
#   article: WGS 1.8 lid 6 en 1.10; BGS 1.13 tot en met 1.15 en 1.18
#   tier: 1
#   certainty: V1
#   effect: needs approval
#   absence: review
#   inferred: >-
#     Who may put a kind of processing forward is nowhere written: a representative of a participant, its manager or its
#     privacy officer. The advice is recorded for one kind, by a member of the committee or by the privacy officer with a
#     reference, and never by who puts the kind forward. A kind that changes takes a code of its own, so that earlier
#     advice does not carry it. Advice carries the digest of the facts and words it was given on, as the broker computes
#     it for who puts them forward: it counts for nothing else under that code (I).
#   title:
#     nl: Nieuwe verwerking eerst langs de RAC
#     en: New processing goes to the RAC first
#   text:
#     nl: >-
#       Wie in een RIEC gegevens op een nieuwe of andere manier wil verwerken, vraagt eerst advies aan de
#       rechtmatigheidsadviescommissie (RAC). Wie van het advies afwijkt, legt uit waarom en meldt dat. Na twee jaar volgt
#       een audit, en daarna elke vier jaar.
#     en: >-
#       Who wants to process data in a RIEC in a new or different way first asks the lawfulness advisory committee (RAC)
#       for advice. Who deviates from the advice explains why and reports it. After two years there is an audit, and then
#       every four years.
#   remedies: [ASK_RAC_ADVICE]
package norms.wgs.wgs_25

import data.lib

acts contains {"norm": "WGS-25", "effect": "require", "attestation": "RAC_NEW", "scope": {}} if {
	lib.riec_processing
	count(lib.rac_verdicts) == 0
}

acts contains {"norm": "WGS-25", "effect": "deny"} if {
	lib.riec_processing
	"refused" in lib.rac_verdicts
}

acts contains {"norm": "WGS-25", "effect": "oblige", "obligation": "AUDIT_PROCESSING"} if lib.riec_processing

acts contains {"norm": "WGS-25", "effect": "oblige", "obligation": "REPORT_DEVIATION"} if {
	lib.riec_processing
	some attestation in lib.rac_advice
	attestation.outcome == "deviated"
}
