# METADATA
# title: Openbaar maken gaat via de Woo
# description: The broker releases no personal data to the public; a request for openness is handled by the Woo officer.
# custom:
#   id: WOO-01
#   act: Woo
#   article: Woo 5.1, Woo 5.5, Woo 8.8 en bijlage
#   tier: 1
#   certainty: V2
#   effect: deny
#   absence: null
#   title:
#     nl: Openbaar maken gaat via de Woo
#     en: Publication goes through the Woo
#   text:
#     nl: >-
#       Gegevens over personen en geheime gegevens gaan niet via dit systeem naar iedereen. Een verzoek om openbaarheid
#       behandelt de Woo-coördinator, die de uitzonderingen van de wet afweegt.
#     en: >-
#       Data about persons and secret data do not go to the public through this system. A request for openness is handled
#       by the Woo officer, who weighs the exceptions of the act.
#   remedies: [WOO_OFFICER]
package norms.woo.woo_01

import data.lib

findings contains {"norm": "WOO-01", "effect": "deny", "category": category} if {
	lib.recipient_kind == "PUBLIC"
	some category in lib.categories
	not open_to_all(category)
}

# Asked positively: a category without a class is not open.
open_to_all(category) if data.facts.categories[category].class in {"K0", "K1"}
