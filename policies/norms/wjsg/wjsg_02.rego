# METADATA
# title: Justitiële gegevens in het RIEC
# description: >-
#   Into a RIEC the prosecution service provides judicial, criminal procedure and execution data, from the second data
#   phase on.
# custom:
#   id: WJSG-02
#   act: Wjsg
#   article: WGS 1.5 lid 2 onder b; Wjsg 8b, 39fa en 51ca
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     That the provision follows Wjsg 8b, 39fa or 51ca is for the prosecution service to see to; who asks need not claim
#     it. A result made of them leaves by WGS-16 to WGS-20 (I). The text of these articles was not seen.
#   title:
#     nl: Justitiële gegevens in het RIEC
#     en: Judicial data in the RIEC
#   text:
#     nl: >-
#       Het Openbaar Ministerie levert justitiële en strafvorderlijke gegevens aan een RIEC pas als de deelnemers de zaak
#       samen uitvoeren, en niet meer na de interventies.
#     en: >-
#       The prosecution service provides judicial and criminal procedure data to a RIEC only once the participants carry
#       out the case jointly, and no longer after the interventions.
#   remedies: [WAIT_FOR_PHASE]
package norms.wjsg.wjsg_02

import data.lib

findings contains {"norm": "WJSG-02", "effect": "deny", "category": "C-JUS"} if {
	lib.wgs
	"C-JUS" in lib.categories
	not lib.result
	not carried_out_jointly
}

# Asked positively: no state on this track refuses too.
carried_out_jointly if lib.state in {"R3", "R4", "R5"}
