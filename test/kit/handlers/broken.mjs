throw new Error("This module can't be loaded");
