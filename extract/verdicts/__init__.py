"""What is a reading worth, by itself and among its neighbours in time?"""
