package main

// Asked on 26 February 2024, on what the three articles are about.
var spring = []matter{
	{
		key: "sat-march", title: "Will North Korea try to launch a satellite by 31 March 2024?", tags: "DPRK missile Russia",
		criteria: "Yes if North Korea launches a rocket to put a satellite into orbit from 26 February to 31 March 2024, Korean time. An attempt counts, whether it succeeds or not.",
		source:   "South Korea's Joint Chiefs of Staff, Japan's Ministry of Defence",
		opens:    "2024-02-26", closes: "2024-03-31", outcome: false, note: "None by the end of March.",
		path: []view{
			yes("2024-02-26", 28, "The minister says late March at the earliest, so it would have to come almost at once. No notice to ships yet."),
			yes("2024-03-14", 24), yes("2024-03-24", 12, "Notice is given to Japan before a launch, and there is none. A week is left."), yes("2024-03-30", 3),
		},
	},
	{
		key: "sat-when", title: "When will North Korea next try to launch a satellite?", tags: "DPRK missile Russia",
		criteria: "The instant of the next launch of a rocket meant to put a satellite into orbit, Korean time, successful or not. After 2024: above the range.",
		source:   "South Korea's Joint Chiefs of Staff, Japan's Ministry of Defence",
		opens:    "2024-02-26", closes: "2024-12-31", outcome: "2024-05-27T13:44:00.000Z", known: "2024-05-27 23:00",
		note: "Launched late in the evening of 27 May; the rocket blew up in its first stage.", also: dated,
	},
	{
		key: "visit-august", title: "Will Prime Minister Kishida visit Pyongyang by 31 August 2024?", tags: "Japan DPRK diplomacy",
		criteria: "Yes if Kishida Fumio, as prime minister, sets foot in Pyongyang by 31 August 2024.",
		source:   "Prime Minister's Office of Japan, KCNA",
		opens:    "2024-02-26", closes: "2024-08-31", outcome: false,
		path: []view{
			yes("2024-02-26", 12, "The North asks for silence on the abductions, and Tokyo has said no to that. Without one of the two giving way there is no visit."),
			yes("2024-03-25", 10), yes("2024-03-27", 4, "Kim Yo Jong now says that the North refuses any contact with Japan."), yes("2024-07-01", 2), yes("2024-08-25", 1),
		},
	},
	{
		key: "agree-august", title: "Will Kishida and Kim Jong Un agree to meet by 31 August 2024?", tags: "Japan DPRK diplomacy",
		criteria: "Yes if both governments state publicly by 31 August 2024 that the two will meet, with or without a date.",
		source:   "Prime Minister's Office of Japan, KCNA",
		opens:    "2024-02-26", closes: "2024-08-31", outcome: false,
		path: []view{
			yes("2024-02-26", 17, "That Kim Yo Jong answers at all is new. Agreeing is easier than going, but the condition is the same."),
			yes("2024-03-25", 18), yes("2024-03-27", 6, "After the refusal of 26 March hardly likely any more."), yes("2024-07-01", 3), yes("2024-08-25", 1),
		},
	},
	{
		key: "pyongyang-if", title: "If they agree to meet, will the meeting be set for Pyongyang?", tags: "Japan DPRK diplomacy",
		criteria: "Counts only if the two agree to meet by 31 August 2024. Yes if the place that both governments name is Pyongyang.",
		source:   "Prime Minister's Office of Japan, KCNA",
		opens:    "2024-02-26", closes: "2024-08-31", also: ifTheyAgree,
		path: []view{yes("2024-02-26", 70, "Both of Koizumi's meetings were there, and the press speaks of Pyongyang only."), yes("2024-05-01", 66)},
	},
	{
		key: "kishida-again", title: "Will Kishida be elected president of the LDP again in 2024?", tags: "Japan election",
		criteria: "Yes if Kishida Fumio wins the election of the Liberal Democratic Party's president due in September 2024.",
		source:   "Liberal Democratic Party of Japan",
		opens:    "2024-02-26", closes: "2024-09-27", outcome: false, known: "2024-08-14 11:30",
		note: "On 14 August Kishida said that he would not stand.",
		path: []view{
			yes("2024-02-26", 32, "Very low in the polls, but no rival has a majority behind him and prime ministers seldom lose this election when they stand."),
			yes("2024-04-27", 27), yes("2024-04-30", 20, "Three by-elections lost in one day. More in the party will want another face."),
			yes("2024-06-30", 17), yes("2024-08-12", 20),
		},
	},
	{
		key: "ldp-2024", title: "Who will be president of the LDP on 1 October 2024?", tags: "Japan election",
		criteria: "The person who holds the office of president of the Liberal Democratic Party at noon of 1 October 2024 in Tokyo.",
		source:   "Liberal Democratic Party of Japan", options: "Kishida, Ishiba, Motegi, Kono, other",
		opens: "2024-02-26", closes: "2024-09-30", outcome: "Ishiba", known: "2024-09-27 15:30", note: "Elected on 27 September in the run-off.",
		path: []view{
			split("2024-02-26", "Members like Ishiba, members of parliament do not. Kishida can still hold on.", 31, 21, 14, 12, 22),
			split("2024-05-01", "", 22, 24, 14, 12, 28),
			split("2024-08-13", "", 20, 24, 11, 11, 34),
			split("2024-08-15", "Kishida is out of it. Ishiba leads among members, but younger names are coming in.", 1, 30, 8, 11, 50),
			split("2024-09-25", "Three are ahead of the others, and Ishiba is one of them. The run-off is among members of parliament.", 0, 35, 1, 2, 62),
		},
	},
	{
		key: "missile-april", title: "Will North Korea launch a ballistic missile between 1 March and 10 April 2024?", tags: "DPRK missile election",
		criteria: "Yes if South Korea's Joint Chiefs of Staff report at least one ballistic missile launched from 1 March to 10 April 2024, Korean time. Cruise missiles and artillery rockets do not count.",
		source:   "South Korea's Joint Chiefs of Staff",
		opens:    "2024-02-26", closes: "2024-04-10", outcome: true, known: "2024-03-18 09:00",
		note: "Short-range missiles on the morning of 18 March, and once more on 2 April.",
		path: []view{
			yes("2024-02-26", 74, "Forty days with a spring exercise of the allies in them, and an election. Quiet for so long would be rare."),
			yes("2024-03-15", 77, "The exercise is over without a launch. A good three weeks remain."),
		},
	},
	{
		key: "nuclear-april", title: "Will North Korea conduct a nuclear test by 10 April 2024?", tags: "DPRK missile election",
		criteria: "Yes if a government or the CTBTO reports a nuclear explosion by North Korea from 26 February to 10 April 2024, Korean time.",
		source:   "CTBTO, Korea Meteorological Administration",
		opens:    "2024-02-26", closes: "2024-04-10", outcome: false,
		path: []view{yes("2024-02-26", 4, "None since 2017, though the site has been ready for long. A vote in the South is no reason."), yes("2024-04-05", 1)},
	},
	{
		key: "treaty", title: "Will Russia and North Korea sign a treaty with a mutual-defence clause by 31 December 2024?", tags: "Russia DPRK diplomacy",
		criteria: "Yes if both sign a treaty by 31 December 2024 in which each promises help to the other if it is attacked.",
		source:   "Kremlin, KCNA",
		opens:    "2024-02-26", closes: "2024-12-31", outcome: true, known: "2024-06-19 20:00",
		note: "Signed in Pyongyang on 19 June; its fourth article promises military help to a side that is attacked.",
		path: []view{
			yes("2024-02-26", 15, "Deliveries are one thing, an alliance another: Moscow had one with the North until the nineties and let it lapse."),
			yes("2024-05-20", 18, "Putin's visit comes nearer and will want something to sign."), yes("2024-06-12", 30),
			yes("2024-06-18", 55, "Moscow says that a treaty of partnership may be signed. Whether defence is in it nobody says."),
		},
	},
	{
		key: "syria-2024", title: "Will Syria and South Korea establish diplomatic relations by 31 December 2024?", tags: "ROK diplomacy",
		criteria: "Yes if both governments announce by 31 December 2024 that diplomatic relations are established.",
		source:   "Ministry of Foreign Affairs of the Republic of Korea",
		opens:    "2024-02-26", closes: "2024-12-31", outcome: false, note: "Not in 2024.",
		path: []view{
			yes("2024-02-26", 7, "The last one left, but Damascus leans on Moscow and Tehran."), yes("2024-12-07", 2),
			yes("2024-12-10", 9, "Assad is gone. Three weeks are still short for this."), yes("2024-12-24", 3),
		},
	},
	{
		key: "cuba-media", title: "Will North Korean state media report the ties of Cuba and South Korea by 31 March 2024?", tags: "DPRK Cuba diplomacy",
		criteria: "Yes if KCNA, Rodong Sinmun or Korean Central Television mention by 31 March 2024 that Cuba and South Korea have diplomatic relations.",
		source:   "KCNA, Rodong Sinmun",
		opens:    "2024-02-26", closes: "2024-03-31",
		path: []view{yes("2024-02-26", 25, "Silence is the usual way with bad news from friends."), yes("2024-03-20", 12)},
	},
	{
		key: "putin-march", title: "Will Putin visit North Korea by 31 March 2024?", tags: "Russia DPRK diplomacy",
		criteria: "Yes if Vladimir Putin sets foot in North Korea from 26 February to 31 March 2024.", source: "Kremlin, KCNA",
		opens: "2024-02-26", closes: "2024-03-31", outcome: false,
		path: []view{yes("2024-02-26", 6, "Russia votes in the middle of March; hardly before that."), yes("2024-03-20", 3), yes("2024-03-29", 1)},
	},
	{
		key: "putin-june", title: "Will Putin visit North Korea by 30 June 2024?", tags: "Russia DPRK diplomacy",
		criteria: "Yes if Vladimir Putin sets foot in North Korea from 26 February to 30 June 2024, Korean time.", source: "Kremlin, KCNA",
		opens: "2024-02-26", closes: "2024-06-30", outcome: true, known: "2024-06-19 03:00", note: "He landed in the small hours of 19 June.",
		path: []view{
			yes("2024-02-26", 40, "He was invited in September and has said that he would come. No date."),
			yes("2024-05-15", 42), yes("2024-05-20", 48, "China was the first journey after his inauguration; Pyongyang was not added to it."),
			yes("2024-06-12", 72, "Officials on both sides now talk of days, not months."), yes("2024-06-17", 96),
		},
	},
	{
		key: "panel", title: "Will the Security Council renew the panel of experts on North Korea in March 2024?", tags: "DPRK Russia diplomacy",
		criteria: "Yes if the Council adopts a resolution by 31 March 2024 that extends the panel's mandate, which ends on 30 April.", source: "United Nations",
		opens: "2024-02-26", closes: "2024-03-31", outcome: false, known: "2024-03-29 00:00", note: "Vetoed by Russia on 28 March in New York.",
		path: []view{
			yes("2024-02-26", 74, "It was renewed each March so far, and without a vote against."),
			yes("2024-03-23", 62, "The vote has been put off. Moscow wants an end date for sanctions in return."), yes("2024-03-27", 42),
		},
	},
	{
		key: "state-visit", title: "Will Kishida's state visit to Washington take place in April 2024?", tags: "Japan diplomacy",
		criteria: "Yes if Kishida is received at the White House on a state or official visit from 1 to 30 April 2024.", source: "White House, Prime Minister's Office of Japan",
		opens: "2024-02-26", closes: "2024-04-30", outcome: true, known: "2024-04-10 23:00", note: "Received on 10 April.",
		path: []view{yes("2024-02-26", 95, "Announced, and the date is known. Only an accident could stop it."), yes("2024-04-08", 98)},
	},
	{
		key: "trilateral", title: "Will the leaders of Japan, South Korea and China hold a summit by 31 May 2024?", tags: "Japan ROK diplomacy",
		criteria: "Yes if the prime ministers of Japan and China and the president of South Korea meet as three by 31 May 2024.", source: "Trilateral Cooperation Secretariat",
		opens: "2024-02-26", closes: "2024-05-31", outcome: true, known: "2024-05-27 12:00", note: "Held in Seoul on 26 and 27 May.",
		path: []view{
			yes("2024-02-26", 34, "Wanted by Seoul since last year. Beijing has been in no hurry since 2019."), yes("2024-04-05", 48),
			yes("2024-05-06", 76, "Late May is now named by all three."), yes("2024-05-23", 97),
		},
	},
	{
		key: "agreement-2018", title: "Will South Korea suspend the whole of the 2018 military agreement by 30 June 2024?", tags: "ROK DPRK",
		criteria: "Yes if South Korea's government suspends or ends the entire agreement of 19 September 2018 by 30 June 2024. A part is not enough.", source: "Office of the President, Ministry of National Defense",
		opens: "2024-02-26", closes: "2024-06-30", outcome: true, known: "2024-06-04 15:00", note: "Suspended on 4 June until trust is restored.",
		path: []view{
			yes("2024-02-26", 16, "A part has been suspended since November, and the North has left it. The South gains little by the rest."),
			yes("2024-05-28", 13), yes("2024-06-01", 38, "Balloons with rubbish have come over the border; the government must answer with something."), yes("2024-06-03", 85),
		},
	},
	{
		key: "icbm-june", title: "Will North Korea launch an intercontinental missile by 30 June 2024?", tags: "DPRK missile",
		criteria: "Yes if South Korea's Joint Chiefs of Staff call a launch from 26 February to 30 June 2024 one of an intercontinental ballistic missile. Satellite launches do not count.", source: "South Korea's Joint Chiefs of Staff",
		opens: "2024-02-26", closes: "2024-06-30", outcome: false,
		path: []view{yes("2024-02-26", 40, "Five in 2023, the last in December. Four months are long for a pause."), yes("2024-04-15", 30), yes("2024-06-01", 14), yes("2024-06-25", 4)},
	},
	{
		key: "icbm-december", title: "Will North Korea launch an intercontinental missile by 31 December 2024?", tags: "DPRK missile",
		criteria: "Yes if South Korea's Joint Chiefs of Staff call a launch from 26 February to 31 December 2024 one of an intercontinental ballistic missile. Satellite launches do not count.", source: "South Korea's Joint Chiefs of Staff",
		opens: "2024-02-26", closes: "2024-12-31", outcome: true, known: "2024-10-31 11:00", note: "Launched on the morning of 31 October.",
		path: []view{
			yes("2024-02-26", 74, "Ten months, and each of the two years before had some."), yes("2024-07-01", 64), yes("2024-10-01", 50, "Nothing in nine months. An American election in November may be an occasion."), yes("2024-10-29", 52),
		},
	},
	{
		key: "nuclear-q1", title: "Will North Korea test a nuclear device by 31 March 2024?", tags: "DPRK missile",
		criteria: "Yes if a government or the CTBTO reports a nuclear explosion by North Korea from 26 February to 31 March 2024, Korean time.", source: "CTBTO",
		opens: "2024-02-26", closes: "2024-03-31", outcome: false, path: []view{yes("2024-02-26", 3), yes("2024-03-25", 1)},
	},
	{
		key: "yoon-december", title: "Will Yoon be in office with unsuspended powers on 31 December 2024?", tags: "ROK election",
		criteria: "Yes if Yoon Suk Yeol holds the office of president at the end of 31 December 2024 and his powers are not suspended.", source: "National Assembly, Constitutional Court",
		opens: "2024-02-26", closes: "2024-12-31", outcome: false, known: "2024-12-14 17:00", note: "The National Assembly impeached him on 14 December, which suspended his powers.",
		path: []view{
			yes("2024-02-26", 94, "Two thirds of the assembly are needed against him, and no party will have those alone."), yes("2024-04-12", 90, "A large majority against him, yet eight short of two thirds."),
			yes("2024-12-02", 92), yes("2024-12-04", 22, "Martial law declared and lifted within a night. A motion will come within days."),
			yes("2024-12-08", 30, "The first motion failed for want of a quorum. There will be another on Saturday."), yes("2024-12-13", 14),
		},
	},
	{
		key: "house-june", title: "Will Japan hold a general election of its lower house by 30 June 2024?", tags: "Japan election",
		criteria: "Yes if the vote takes place by 30 June 2024.", source: "Ministry of Internal Affairs and Communications",
		opens: "2024-02-26", closes: "2024-06-30", outcome: false,
		path: []view{yes("2024-02-26", 24, "Talk of June goes round, since the tax cut comes then. At this rate of approval it would be bold."), yes("2024-04-30", 13), yes("2024-06-05", 4)},
	},
}
