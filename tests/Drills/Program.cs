System.Console.Error.WriteLine("usage: drills VERB");
return 2;
