# METADATA
# title: Een convenant of protocol is geen grondslag
# description: A covenant or protocol may narrow the law; it can never be the only basis.
# custom:
#   id: RIEC-03
#   act: RIEC-convenant
#   article: WGS 1.5 en 1.6; rangorde van regels
#   tier: 1
#   certainty: I
#   effect: deny
#   absence: null
#   inferred: >-
#     No article says it in so many words; it follows from AVG 6 lid 3 and from WGS 1.5 and 1.6, which make the statute
#     the basis. It holds for every regime. A question that claims no basis at all is for AVG-01 (I).
#   title:
#     nl: Een convenant of protocol is geen grondslag
#     en: A covenant or protocol is no legal basis
#   text:
#     nl: >-
#       U noemt alleen een convenant of protocol. Dat mag regels strenger maken, maar geeft zelf geen recht op
#       gegevens. Noem de wet waarop uw vraag rust.
#     en: >-
#       Only a covenant or protocol is named. It may make rules stricter, but gives no right to data by itself. Name the
#       statute on which the question rests.
#   remedies: [STATE_PURPOSE]
package norms.riec.riec_03

findings contains {"norm": "RIEC-03", "effect": "deny"} if {
	count(claimed) > 0
	claimed - {"CONVENANT", "PROTOCOL"} == set()
}

claimed := {code | some code in input.inquiry.legalBasis}
