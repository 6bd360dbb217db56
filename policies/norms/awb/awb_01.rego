# METADATA
# title: Bevoegdheid alleen voor het eigen doel
# description: >-
#   Powers serve only their own purpose and only who holds them; confidential data stay secret save duty or necessity
#   of task.
# custom:
#   id: AWB-01
#   act: Awb
#   article: Awb 2:5, Awb 3:3, Awb 5:13 tot en met 5:20, Sr 272
#   tier: 1
#   certainty: U1
#   effect: permit / deny + obligation
#   absence: null
#   inferred: >-
#     In a municipal case that names its members, only they have a necessity of task. Whom it names, the privacy officer
#     of the college or the mayor may change without being named, and nothing else: a name that is left out or mistyped
#     would otherwise shut out everybody for good. A case that is not there and a
#     case in which the caller has no part are refused alike and shown alike, also when another regime is claimed for
#     it. A department receives only for an organ that it works for. Carries the permit for data of a department that
#     asks them itself, outside a case, for the task they were collected for and for the organ that holds them, because
#     no norm of an act of its own was found for that path: permits, inspections, subsidies and property. Data of another
#     department are another matter: between departments the municipal track decides (I).
#   title:
#     nl: Bevoegdheid alleen voor het eigen doel
#     en: A power only for its own purpose
#   text:
#     nl: >-
#       Een bevoegdheid mag u alleen gebruiken voor het doel van die bevoegdheid, en alleen als de taak bij uw
#       bestuursorgaan en afdeling hoort. Een afdeling krijgt alleen gegevens voor een bestuursorgaan waarvoor zij werkt.
#       Noemt een zaak haar leden, dan vragen alleen zij. Wat u ontvangt, houdt u geheim.
#     en: >-
#       A power may be used only for its own purpose, and only if the task belongs to your organ and department. A
#       department receives only for an organ that it works for. If a case names its members, only they ask. What you
#       receive you keep secret.
#   remedies: [OWN_POWER, NAME_CASE]
package norms.awb.awb_01

import data.lib

findings contains {"norm": "AWB-01", "effect": "deny"} if misused

# Awb 2:5: no necessity of task for who has no part in the case, or is no member of one that names its members (I).
# Nothing of the case may show, not even that it exists, under whatever regime it is named; in a RIEC WGS-14 says so.
findings contains {"norm": "AWB-01", "effect": "deny", "discreet": true} if {
	not lib.wgs
	lib.apart
}

# Awb 2:5: necessity of its own task, where no closer secrecy than this one covers the data.
findings contains {"norm": "AWB-01", "effect": "permit", "category": category} if {
	lib.own_data
	some row in data.facts.lift
	row.secrecy == "Awb 2:5"
	some category in row.categories
	category in lib.categories
}

# Awb 2:5: the duty of secrecy goes with what is received.
findings contains {"norm": "AWB-01", "effect": "oblige", "obligation": "SECRECY_NOTICE"} if {
	lib.task
	not misused
	not lib.impersonal
}

# A department works for its own organ alone, and so receives for no other (I).
misused if {
	is_string(input.inquiry.recipient.department)
	not lib.recipient_of_its_organ
}

# Without a known purpose and task AVG-01 speaks; here both are known, but do not belong together or to the caller.
misused if {
	lib.purpose
	lib.task
	not lib.purpose_fits_task
}

misused if {
	lib.task
	not lib.caller_holds_task
}
