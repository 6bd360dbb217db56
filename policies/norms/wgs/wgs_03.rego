# METADATA
# title: Alleen deelnemers, voor hun eigen taak
# description: >-
#   Only a designated participant asks, for the task for which it was designated; a department acts only for
#   burgemeester or college.
# custom:
#   id: WGS-03
#   act: WGS
#   article: WGS 2.19 lid 1 en 1.3
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     An organ that the table lists under another one (customs under the tax administration, the municipal tax
#     officer under the college) takes part as that one. Tasks of burgemeester and college are judged by WGS-04 and
#     WGS-05, so that one fault has one norm (I).
#   title:
#     nl: Alleen deelnemers, voor hun eigen taak
#     en: Only participants, for their own task
#   text:
#     nl: >-
#       In een RIEC mag alleen een deelnemer gegevens vragen die de wet noemt, en alleen voor de taak waarvoor die
#       deelnemer meedoet. Een afdeling van de gemeente vraagt namens de burgemeester of het college.
#     en: >-
#       In a RIEC only a participant named in the act may ask, and only for the task for which it takes part. A
#       municipal department asks for the burgemeester or the college.
#   remedies: [SIGNAL_TO_RIEC, OWN_POWER]
package norms.wgs.wgs_03

import data.lib

findings contains {"norm": "WGS-03", "effect": "deny"} if {
	lib.wgs
	not lib.participant_caller
}

findings contains {"norm": "WGS-03", "effect": "deny"} if {
	lib.wgs
	lib.participant_caller
	input.inquiry.task == null
}

findings contains {"norm": "WGS-03", "effect": "deny"} if {
	lib.wgs
	not lib.participant_caller in {"BGM", "COL"}
	input.inquiry.task != null
	not lib.task_of_participant
}
