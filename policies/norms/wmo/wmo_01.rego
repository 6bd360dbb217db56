# METADATA
# title: Wmo-gegevens blijven bij de Wmo
# description: >-
#   The college processes Wmo data for Wmo tasks and gives others no information about the person, hit or no hit
#   included.
# custom:
#   id: WMO-01
#   act: Wmo 2015
#   article: Wmo 2015 5.1.1, Wmo 2015 5.3.3
#   tier: 1
#   certainty: V2
#   effect: permit / deny
#   absence: null
#   inferred: >-
#     Carries the permit to the department that gives social support, for that task and outside a case: it is the
#     college that processes (5.1.1). Debt assistance by analogy, but only where it refuses: its own statute was not
#     read, so no path to it is open here. Consent does not open this path in the broker, for towards an authority that
#     looks for crime it is hard to give freely (I).
#   title:
#     nl: Wmo-gegevens blijven bij de Wmo
#     en: Social support data stay with social support
#   text:
#     nl: >-
#       Gegevens over maatschappelijke ondersteuning, schuldhulp en behandeling zijn er alleen voor die hulp. Andere
#       afdelingen krijgen ze niet, en horen ook niet of iemand bekend is.
#     en: >-
#       Data about social support, debt assistance and treatment exist only for that help. Other departments do not
#       get them, and do not hear whether somebody is known either.
#   remedies: [WMO_SUPERVISOR]
package norms.wmo.wmo_01

import data.lib

findings contains {"norm": "WMO-01", "effect": "permit", "category": "C-WMO"} if "C-WMO" in lib.own_care

findings contains {"norm": "WMO-01", "effect": "deny", "category": category} if {
	some category in (lib.categories & {"C-WMO", "C-SCH", "C-MED"})
	input.inquiry.purpose != "P-WMO"
}
