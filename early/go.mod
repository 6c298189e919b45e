module early.weathervane/locale

go 1.26
