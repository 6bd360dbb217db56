# METADATA
# title: Rechten beperken vraagt een volledige afweging
# description: >-
#   Limiting rights requires weighing purpose, categories, scope, safeguards, controller, retention, risks and
#   notification.
# custom:
#   id: UAVG-02
#   act: UAVG
#   article: UAVG 41 lid 2
#   tier: 1
#   certainty: V2
#   effect: deny
#   absence: null
#   inferred: >-
#     A judgement that withholds information says of each factor that it was weighed; one factor that was not, and it is
#     refused (I).
#   title:
#     nl: Rechten beperken vraagt een volledige afweging
#     en: Limiting rights takes a complete weighing
#   text:
#     nl: >-
#       Wie de betrokkene niet informeert, weegt acht punten af: doel, soorten gegevens, omvang, waarborgen,
#       verantwoordelijke, bewaartermijn, risico’s en de melding achteraf. Ontbreekt er één, dan geldt de beperking niet.
#     en: >-
#       Who does not inform the person weighs eight points: purpose, categories, scope, safeguards, controller, retention,
#       risks and later notification. If one is missing, the limitation does not hold.
#   remedies: [WEIGH_FACTORS]
package norms.uavg.uavg_02

import data.lib

acts contains {"norm": "UAVG-02", "effect": "deny"} if {
	lib.limiting
	not all_weighed
}

all_weighed if {
	every factor in lib.factors_of_limitation {
		input.act.attestation.details[factor] == true
	}
}
