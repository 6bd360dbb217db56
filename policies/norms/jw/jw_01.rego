# METADATA
# title: Jeugdgegevens blijven bij de jeugdhulp
# description: >-
#   Youth professionals give others nothing without consent or duty in law, and the college processes youth data for
#   youth care only, hit or no hit included.
# custom:
#   id: JW-01
#   act: Jeugdwet
#   article: Jeugdwet 7.3.11, Jeugdwet 7.4.1 tot en met 7.4.4
#   tier: 1
#   certainty: V2
#   effect: permit / deny
#   absence: null
#   inferred: >-
#     Carries the permit to the department that gives youth help, for that task and outside a case: it is the college
#     that processes (7.4). Consent does not open this path in the broker, for towards an authority that looks for crime
#     it is hard to give freely; a duty in law is met by the professional, not by the broker (I).
#   title:
#     nl: Jeugdgegevens blijven bij de jeugdhulp
#     en: Youth care data stay with youth care
#   text:
#     nl: >-
#       Gegevens over jeugdhulp zijn er alleen voor die hulp. Andere afdelingen en partners krijgen ze niet, en horen ook
#       niet of iemand bekend is.
#     en: >-
#       Youth care data exist only for that care. Other departments and partners do not get them, and do not hear whether
#       somebody is known either.
#   remedies: [CARE_SAFETY_HOUSE]
package norms.jw.jw_01

import data.lib

findings contains {"norm": "JW-01", "effect": "permit", "category": "C-JGD"} if "C-JGD" in lib.own_care

findings contains {"norm": "JW-01", "effect": "deny", "category": "C-JGD"} if {
	"C-JGD" in lib.categories
	input.inquiry.purpose != "P-JGD"
}
