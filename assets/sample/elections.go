package main

// Asked before the general election of 10 April 2024 and in the weeks after it.
var elections = []matter{
	{
		key: "party-2024", title: "Which party wins most seats in South Korea on 10 April 2024?", tags: "ROK election",
		criteria: "The party that, with its satellite list, has most of the 300 seats by the National Election Commission's result.",
		source:   "National Election Commission", options: "People Power, Democratic, other",
		opens: "2024-02-26", closes: "2024-04-09", outcome: "Democratic", known: "2024-04-11 12:00", note: "Democratic Party and its list 175, People Power and its list 108.",
		path: []view{
			split("2024-02-26", "People Power has gained while the Democrats quarrel over their candidates. Close.", 42, 57, 1),
			split("2024-03-12", "", 40, 59, 1), split("2024-03-25", "The mood has turned against the government: an ambassador's posting and the price of spring onions.", 20, 79, 1), split("2024-04-08", "", 9, 90, 1),
		},
	},
	{
		key: "ppp-seats", title: "How many seats will People Power and its satellite list win on 10 April 2024?", tags: "ROK election",
		criteria: "Seats of the People Power Party and of its satellite list together, of 300, by the National Election Commission's result.", source: "National Election Commission",
		opens: "2024-02-26", closes: "2024-04-09", outcome: 108, known: "2024-04-11 12:00", note: "90 in the districts, 18 by the list.", also: numeric,
	},
	{
		key: "dp-seats", title: "How many seats will the Democratic Party and its satellite list win on 10 April 2024?", tags: "ROK election",
		criteria: "Seats of the Democratic Party and of its satellite list together, of 300, by the National Election Commission's result.", source: "National Election Commission",
		opens: "2024-02-26", closes: "2024-04-09", outcome: 175, known: "2024-04-11 12:00", note: "161 in the districts, 14 by the list.", also: numeric,
	},
	{
		key: "ppp-100", title: "Will People Power and its list win more than 100 seats on 10 April 2024?", tags: "ROK election",
		criteria: "Yes at 101 seats or more of 300, party and satellite list together.", source: "National Election Commission",
		opens: "2024-02-26", closes: "2024-04-09", outcome: true, known: "2024-04-11 12:00", note: "108.",
		path: []view{yes("2024-02-26", 88, "In 2020, its worst year, it had 103."), yes("2024-03-15", 86), yes("2024-03-28", 70, "The districts around Seoul look bad."), yes("2024-04-08", 72)},
	},
	{
		key: "ppp-120", title: "Will People Power and its list win more than 120 seats on 10 April 2024?", tags: "ROK election",
		criteria: "Yes at 121 seats or more of 300, party and satellite list together.", source: "National Election Commission",
		opens: "2024-02-26", closes: "2024-04-09", outcome: false, known: "2024-04-11 12:00", note: "108.",
		path: []view{yes("2024-02-26", 64, "At the moment it polls well enough for 130."), yes("2024-03-12", 58), yes("2024-03-26", 34), yes("2024-04-08", 25)},
	},
	{
		key: "dp-150", title: "Will the Democratic Party and its list win more than 150 seats on 10 April 2024?", tags: "ROK election",
		criteria: "Yes at 151 seats or more of 300, party and satellite list together.", source: "National Election Commission",
		opens: "2024-02-26", closes: "2024-04-09", outcome: true, known: "2024-04-11 12:00", note: "175.",
		path: []view{yes("2024-02-26", 38, "Quarrels over candidates, and a rival on its own left."), yes("2024-03-12", 44), yes("2024-03-26", 66, "Now it is ahead in most of the capital region."), yes("2024-04-08", 78)},
	},
	{
		key: "turnout-2024", title: "Will turnout on 10 April 2024 be above 65 %?", tags: "ROK election",
		criteria: "Yes if the National Election Commission's final turnout is above 65.0 %.", source: "National Election Commission",
		opens: "2024-02-26", closes: "2024-04-09", outcome: true, known: "2024-04-11 12:00", note: "67.0 %.",
		path: []view{yes("2024-02-26", 55, "66.2 % in 2020, but 58 % the time before."), yes("2024-04-04", 60), yes("2024-04-07", 80, "More than ever before have voted early.")},
	},
	{
		key: "han", title: "Will Han Dong-hoon resign as leader of People Power by 30 April 2024?", tags: "ROK election",
		criteria: "Yes if he announces by 30 April 2024 that he leaves the party's leadership.", source: "People Power Party",
		opens: "2024-02-26", closes: "2024-04-30", outcome: true, known: "2024-04-11 11:00", note: "He resigned on the morning after the vote.",
		path: []view{yes("2024-02-26", 24, "Only if the election is lost, and at the moment it is not."), yes("2024-03-26", 42), yes("2024-04-08", 58, "After a clear defeat he would go within days.")},
	},
	{
		key: "rebuilding", title: "Will the Rebuilding Korea Party win ten seats or more on 10 April 2024?", by: "Heron", tags: "ROK election",
		criteria: "Yes at ten seats or more by the National Election Commission's result.", source: "National Election Commission",
		opens: "2024-03-11", closes: "2024-04-09", outcome: true, known: "2024-04-11 12:00", note: "12, all by the list.",
		path: []view{yes("2024-03-11", 52, "A new party, and strong in the polls for the list vote. New parties tend to fade."), yes("2024-03-25", 74), yes("2024-04-08", 84)},
	},
	{
		key: "nuclear-q2", title: "Will North Korea test a nuclear device from April to June 2024?", tags: "DPRK missile",
		criteria: "Yes if a government or the CTBTO reports a nuclear explosion by North Korea from 1 April to 30 June 2024, Korean time.", source: "CTBTO",
		opens: "2024-04-01", closes: "2024-06-30", outcome: false, path: []view{yes("2024-04-01", 4, "The rate of the last six years, and nothing new at the site."), yes("2024-06-15", 1)},
	},
	{
		key: "balloons", title: "Will North Korea send balloons with rubbish over the border by 31 May 2024?", tags: "DPRK ROK",
		criteria: "Yes if South Korea's Joint Chiefs of Staff report by 31 May 2024 balloons from the North that carry rubbish.", source: "South Korea's Joint Chiefs of Staff",
		opens: "2024-05-27", closes: "2024-05-31", outcome: true, known: "2024-05-28 23:30", note: "First reported late on 28 May.",
		path: []view{yes("2024-05-27", 58, "A vice-minister has just threatened it, and it costs them nothing.")},
	},
	{
		key: "loudspeakers", title: "Will South Korea use its loudspeakers at the border again by 30 June 2024?", tags: "ROK DPRK",
		criteria: "Yes if the Joint Chiefs of Staff state by 30 June 2024 that a propaganda broadcast was made over the border.", source: "South Korea's Joint Chiefs of Staff",
		opens: "2024-06-03", closes: "2024-06-30", outcome: true, known: "2024-06-09 20:00", note: "For the first time since 2018, on 9 June.",
		path: []view{yes("2024-06-03", 46, "With the agreement gone the law no longer forbids it."), yes("2024-06-08", 54), yes("2024-06-09", 78)},
	},
	{
		key: "sat-second", title: "Will North Korea try again to launch a satellite before the end of 2024?", tags: "DPRK missile Russia",
		criteria: "Yes if it launches a rocket to put a satellite into orbit after 3 June and by 31 December 2024, Korean time. An attempt counts.", source: "South Korea's Joint Chiefs of Staff",
		opens: "2024-06-03", closes: "2024-12-31", outcome: false,
		path: []view{
			yes("2024-06-03", 52, "Three launches were promised for the year and one has failed. After the failures of 2023 it took three months."),
			yes("2024-08-20", 45), yes("2024-10-20", 28, "No sign at the launch site. A new engine takes time."), yes("2024-12-05", 9), yes("2024-12-24", 3),
		},
	},
}
